import { recordAudit } from "@/lib/audit/record";
import type { EvidenceOutcome } from "@/lib/connectors/dispute-answers";
import { type Queryable, transaction } from "@/lib/db/sql";
import { spellId } from "@/lib/ids";
import { announce } from "@/lib/outbox/announce";
import type { Ctx } from "@/lib/verb/context";
import { type Attempt, answerAttempt, attemptById, isOpen } from "../attempt";
import { directionOf } from "../category";
import { lockPayment } from "../lock-payment";
import type { Payment } from "../payment";

/** How evidence stands. `unknown` is found out by look-up. */
export interface EvidenceResult {
  outcome: "sent" | "refused" | "unknown" | "replayed";
  attemptId: string;
}

/** Writes what the connector answered to evidence into the attempt, with its event and audit row, once. */
export async function settleEvidence({
  ctx,
  attemptId,
  outcome,
}: {
  ctx: Ctx;
  attemptId: string;
  outcome: EvidenceOutcome;
}): Promise<EvidenceResult> {
  return transaction(async (tx) => {
    const paymentId = (await attemptById(attemptId, tx))?.paymentId;
    const locked = paymentId ? await lockPayment(tx, paymentId) : null;
    const attempt = await attemptById(attemptId, tx);
    if (!locked || !attempt) throw new Error("evidence is settled that was never sent");
    if (!isOpen(attempt)) return { outcome: attempt.state === "succeeded" ? "sent" : "refused", attemptId };
    await answerAttempt(tx, ctx, attempt.id, outcome);
    if (outcome.state === "unknown") return { outcome: "unknown", attemptId };
    await tell(tx, ctx, locked.payment, attempt, outcome);
    return { outcome: outcome.state === "succeeded" ? "sent" : "refused", attemptId };
  });
}

async function tell(
  tx: Queryable,
  ctx: Ctx,
  payment: Payment,
  attempt: Attempt,
  outcome: Exclude<EvidenceOutcome, { state: "unknown" }>,
): Promise<void> {
  const { id, merchantId, kind, status, category, reference } = payment;
  const dispute = attempt.method.evidence?.disputeReference;
  const sent = outcome.state === "succeeded";
  ctx.touched?.add(id);
  await recordAudit(tx, ctx, {
    ...{ action: sent ? "payment.evidence_sent" : "payment.evidence_refused", objectType: "payment" },
    ...{ objectId: id, merchantId },
    data: { attemptId: attempt.id, dispute, ...(!sent && { declineCode: outcome.declineCode }) },
  });
  if (!sent) return;
  const told = { kind, type: category, direction: directionOf(payment.type), status, dispute, reference };
  const data = { id: spellId("pay", id), merchantId: spellId("mer", merchantId), ...told };
  await announce(tx, ctx, [{ type: "payment.evidence_sent", merchantId, paymentId: id, objectId: id, data }]);
}
