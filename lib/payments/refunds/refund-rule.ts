import { Refused, refuseField } from "@/lib/verb/problem";
import type { Attempt } from "../attempt";
import type { PaymentFacts } from "../facts";
import { moneyMoverOf } from "../moving-attempt";
import type { Payment } from "../payment";

/** Refuses with `amount_exceeds_remaining` more than is left to give back, and with `invalid` nothing or less. */
export function refuseRefundOf(
  amountMinor: bigint,
  { currency, precision }: Pick<Payment, "currency" | "precision">,
  { refundableMinor: remainingMinor }: Pick<PaymentFacts, "refundableMinor">,
): void {
  if (amountMinor <= 0n) refuseField("amountMinor", "too_small", "must be greater than zero");
  if (amountMinor > remainingMinor)
    throw new Refused({ code: "amount_exceeds_remaining", remainingMinor, currency, precision });
}

/** The charge that a refund gives back. Refuses with `conflict` where none has succeeded. */
export function chargeToRefund<A extends Pick<Attempt, "operation" | "state" | "providerReference">>(
  attempts: readonly A[],
): A & { providerReference: string } {
  const charge = moneyMoverOf("charge", attempts);
  if (!charge) throw new Refused({ code: "conflict", message: "No charge of this payment can be refunded." });
  return charge;
}
