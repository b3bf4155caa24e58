import type { PayoutOutcome, PayoutRequest } from "@/lib/connectors/connector";
import { declineOf } from "@/lib/connectors/decline-codes";
import { transaction } from "@/lib/db/sql";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Attempt, answerAttempt, attemptById, isOpen } from "@/lib/payments/attempt";
import { lockPayment } from "@/lib/payments/lock-payment";
import type { Ctx } from "@/lib/verb/context";

/** What a connector is asked for a payout; the same each time it is asked under the same id. */
export function payoutRequest(
  { id: attemptId, amountMinor, method }: Pick<Attempt, "id" | "amountMinor" | "method">,
  currency: string,
  now: Date,
): PayoutRequest {
  return { attemptId, amountMinor, currency, destination: method.token ?? "", now };
}

/** Writes what the connector answered to a payout into the attempt and the payment, once. */
export async function settlePayout({
  ctx,
  attemptId,
  outcome,
}: {
  ctx: Ctx;
  attemptId: string;
  outcome: PayoutOutcome;
}): Promise<void> {
  await transaction(async (tx) => {
    const paymentId = (await attemptById(attemptId, tx))?.paymentId;
    const locked = paymentId ? await lockPayment(tx, paymentId) : null;
    const attempt = await attemptById(attemptId, tx);
    if (!locked || !attempt) throw new Error("a payout is settled that was never begun");
    if (!isOpen(attempt)) return;
    await answerAttempt(tx, ctx, attempt.id, outcome);
    if (outcome.state === "unknown") return;
    await appendAdjustment(tx, ctx, locked, {
      attemptId: attempt.id,
      raw: outcome.raw,
      happened: true,
      reference: outcome.providerReference ?? `${locked.payment.reference}/payout/${attempt.number}`,
      action: "payment.adjusted",
      ...(outcome.state === "succeeded"
        ? { status: "succeeded" }
        : {
            status: "failed",
            failureCode: outcome.declineCode,
            reason: declineOf(outcome.declineCode).operator,
          }),
    });
  });
}
