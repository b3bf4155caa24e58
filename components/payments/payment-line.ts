import { shortenId } from "@/components/ui/short-id";
import { deadlineAt } from "@/lib/deadline";
import { readId, spellId } from "@/lib/ids";
import { describePayment, partyOf } from "@/lib/kinds/describe-payment";
import { nextSteps } from "@/lib/payments/life-cycle";
import type { PaymentRow } from "@/lib/payments/listing/read-page";
import { whyNotReversed } from "@/lib/policies/payments/why-not-reversed";
import { cursorOf } from "@/lib/search/keyset";
import { declineLabel } from "./decline-text";
import { paymentStatus } from "./payment-status";

export type PaymentLine = ReturnType<typeof paymentLine>;

/** A payment as a row of a list shows it at a moment, ready for the browser. */
export function paymentLine(payment: PaymentRow, now: Date) {
  const id = spellId("pay", payment.id);
  const { direction, what, method, mode, policy, ...described } = describePayment(payment);
  const party = partyOf(described);
  const name = payment.merchantReference ?? payment.description ?? policy?.number ?? shortenId(id);
  return {
    id,
    /** Its place among payments, newest last, in order as text. */
    place: cursorOf(payment),
    name,
    about: [party?.name, payment.description].find((each) => each && each !== name) ?? null,
    what,
    direction,
    amountMinor: payment.initialAmountMinor,
    currency: payment.currency,
    precision: payment.precision,
    status: paymentStatus(payment),
    inDispute: payment.inDispute,
    /** While it is in dispute: by when to answer, where somebody said. */
    respondBy: deadlineAt(payment.respondBy, now),
    failure: payment.failureCode && declineLabel(payment.failureCode),
    method,
    mode,
    createdAt: payment.createdAt,
    giveBack: waysBack(payment),
    /** It may be another one paid twice; said by whoever has looked (lib/payments/duplicates.ts). */
    possibleDuplicate: false,
  };
}

/** How its money can be given back from here: which form of its page asks for that; null where there is no way. */
function waysBack(payment: PaymentRow): "refund" | "reverse" | null {
  if (nextSteps(payment).some(({ step, allowed }) => step === "refund" && allowed)) return "refund";
  const { category: paymentType, reversed } = payment;
  return !reversed && whyNotReversed({ ...payment, paymentType }) === null ? "reverse" : null;
}

/** Lines that offer no refund where it is made at the provider alone; said by whoever has looked (`goneCharges`). */
export function withoutGone<Line extends Pick<PaymentLine, "id" | "giveBack">>(
  lines: readonly Line[],
  gone: ReadonlySet<string>,
): Line[] {
  const isGone = ({ id, giveBack }: Line) => giveBack === "refund" && gone.has(readId("pay", id) ?? "");
  return lines.map((line) => (isGone(line) ? { ...line, giveBack: null } : line));
}

/** Lines that say so where theirs may be another payment paid twice. */
export function markDuplicates<Line extends PaymentLine>(
  lines: readonly Line[],
  duplicates: Pick<ReadonlySet<string>, "has">,
): Line[] {
  return lines.map((line) => ({
    ...line,
    possibleDuplicate: duplicates.has(readId("pay", line.id) ?? ""),
  }));
}
