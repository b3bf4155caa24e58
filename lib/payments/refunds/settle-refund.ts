import type { RefundOutcome } from "@/lib/connectors/connector";
import { declineOf } from "@/lib/connectors/decline-codes";
import { transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { appendAdjustment } from "../append-adjustment";
import { type Attempt, answerAttempt, attemptById, isOpen } from "../attempt";
import { type LockedPayment, lockPayment } from "../lock-payment";
import type { Payment } from "../payment";

/** How a refund stands. `unknown` is found out by look-up. */
export interface RefundResult {
  outcome: "refunded" | "refused" | "unknown" | "replayed";
  payment: Payment;
  /** What the connector was asked by; null where none was. */
  attemptId: string | null;
}

interface SettleRefund {
  ctx: Ctx;
  attemptId: string;
  outcome: RefundOutcome;
  reason?: string | undefined;
}

/** Writes what the connector answered to a refund into the attempt and the payment, once. */
export async function settleRefund({ ctx, attemptId, outcome, reason }: SettleRefund): Promise<RefundResult> {
  return transaction(async (tx) => {
    const paymentId = (await attemptById(attemptId, tx))?.paymentId;
    const locked = paymentId ? await lockPayment(tx, paymentId) : null;
    const attempt = await attemptById(attemptId, tx);
    if (!locked || !attempt) throw new Error("a refund is settled that was never begun");
    if (!isOpen(attempt))
      return {
        outcome: attempt.state === "succeeded" ? "refunded" : "refused",
        payment: locked.payment,
        attemptId,
      };
    await answerAttempt(tx, ctx, attempt.id, outcome);
    if (outcome.state === "unknown") return { outcome: "unknown", payment: locked.payment, attemptId };
    const after = await appendAdjustment(tx, ctx, locked, adjustmentOf(locked, attempt, outcome, reason));
    if (outcome.state === "failed") return { outcome: "refused", payment: after.payment, attemptId };
    return { outcome: "refunded", payment: after.payment, attemptId };
  });
}

function adjustmentOf(
  { payment }: LockedPayment,
  attempt: Attempt,
  outcome: Exclude<RefundOutcome, { state: "unknown" }>,
  reason: string | undefined,
) {
  const shared = {
    amountMinor: attempt.amountMinor,
    attemptId: attempt.id,
    raw: outcome.raw,
    happened: true,
  };
  const reference = outcome.providerReference ?? `${payment.reference}/refund/${attempt.number}`;
  if (outcome.state === "succeeded") {
    return {
      ...shared,
      status: "refunded",
      reference,
      action: "payment.refunded",
      ...(reason && { reason }),
    } as const;
  }
  return {
    ...shared,
    status: "refunded_failure",
    reference,
    failureCode: outcome.declineCode,
    reason: declineOf(outcome.declineCode).operator,
    action: "payment.refund_failed",
  } as const;
}
