import type { Reader } from "@/components/ui/reader";
import { shortenId } from "@/components/ui/short-id";
import { formatDay } from "@/components/ui/time-text";
import { spellId } from "@/lib/ids";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import { movedMinor } from "@/lib/policies/payments/policy-payment-draft";
import type { RecordChoices } from "./record-fields";

export type Original = Pick<
  PolicyPayment,
  "id" | "paymentDate" | "amountMinor" | "currency" | "description" | "paymentType"
>;

/** Failed payments to choose one of, each by its day, amount and name; by its id, too, where those are another's as well. */
export function originalChoices(failed: readonly Original[], reader: Reader): RecordChoices["originals"] {
  const named = failed.map((payment) => ({ payment, label: labelOf(payment, reader) }));
  return named.map(({ payment: { id, paymentType }, label }) => {
    const alike = named.filter((each) => each.label === label).length > 1;
    return {
      value: id,
      type: paymentType,
      label: alike ? `${label}, ${shortenId(spellId("pay", id))}` : label,
    };
  });
}

function labelOf(payment: Original, reader: Reader): string {
  const { paymentDate, currency, description } = payment;
  const amount = formatMoney(ofCurrency(movedMinor(payment), currency), { locale: reader.locale });
  return [formatDay(paymentDate, reader), amount, description].filter(Boolean).join(", ");
}
