import { shortenId } from "@/components/ui/short-id";
import { spellId } from "@/lib/ids";
import type { Payment } from "@/lib/payments/payment";
import { cursorOf } from "@/lib/search/keyset";
import { declineLabel } from "./decline-text";
import { paymentStatus } from "./payment-status";

export type PaymentLine = ReturnType<typeof paymentLine>;

/** A payment as a row of a list shows it, ready for the browser. */
export function paymentLine(payment: Payment & { customerName?: string | null }) {
  const id = spellId("pay", payment.id);
  const name = payment.merchantReference ?? payment.description ?? shortenId(id);
  return {
    id,
    /** Its place among payments, newest last, in order as text. */
    place: cursorOf(payment),
    name,
    about: [payment.customerName, payment.description].find((each) => each && each !== name) ?? null,
    amountMinor: payment.initialAmountMinor,
    currency: payment.currency,
    precision: payment.precision,
    status: paymentStatus(payment),
    failure: payment.failureCode && declineLabel(payment.failureCode),
    card: { brand: payment.cardBrand, last4: payment.cardLast4 },
    createdAt: payment.createdAt,
  };
}
