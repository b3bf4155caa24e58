import { Refused, refuseField } from "@/lib/verb/problem";
import { type Attempt, isOpen } from "./attempt";
import { nextSteps } from "./life-cycle";
import type { Payment } from "./payment";

type AttemptState = Pick<Attempt, "operation" | "state" | "amountMinor">;

/** What is left to give back of a payment, in its minor units: what refunds under way ask for already counts as gone. */
export function refundableMinor(
  { amountMinor }: Pick<Payment, "amountMinor">,
  attempts: readonly AttemptState[],
): bigint {
  return attempts
    .filter((attempt) => attempt.operation === "refund" && isOpen(attempt))
    .reduce((left, underWay) => left - underWay.amountMinor, amountMinor);
}

/** Refuses with `amount_exceeds_remaining` more than is left to give back, and with `invalid` nothing or less. */
export function refuseRefundOf(
  amountMinor: bigint,
  payment: Pick<Payment, "amountMinor" | "currency" | "precision">,
  attempts: readonly AttemptState[],
): void {
  if (amountMinor <= 0n) refuseField("amountMinor", "too_small", "must be greater than zero");
  const { currency, precision } = payment;
  const remainingMinor = refundableMinor(payment, attempts);
  if (amountMinor > remainingMinor)
    throw new Refused({ code: "amount_exceeds_remaining", remainingMinor, currency, precision });
}

/** Refuses with `illegal_transition`, and the reason, what cannot be refunded as it stands. */
export function refuseUnlessRefundable(payment: Pick<Payment, "kind" | "status" | "amountMinor">): void {
  const verdict = nextSteps(payment).find(({ step }) => step === "refund");
  if (!verdict || verdict.allowed) return;
  throw new Refused({
    code: "illegal_transition",
    from: payment.status,
    to: "refunded",
    reason: verdict.reason,
  });
}

/** The charge that a refund gives back. Refuses with `conflict` where none has succeeded. */
export function chargeToRefund<A extends Pick<Attempt, "operation" | "state" | "providerReference">>(
  attempts: readonly A[],
): A & { providerReference: string } {
  const charge = attempts.find(({ operation, state }) => operation === "charge" && state === "succeeded");
  const providerReference = charge?.providerReference;
  if (!charge || !providerReference)
    throw new Refused({ code: "conflict", message: "No charge of this payment can be refunded." });
  return { ...charge, providerReference };
}
