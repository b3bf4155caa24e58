import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, queryOne } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/policies/batches/by-id";
import { LOCK } from "@/lib/generated/sql/policies/batches/lock";
import { PAYMENTS } from "@/lib/generated/sql/policies/batches/payments";
import { SAVE } from "@/lib/generated/sql/policies/batches/save";
import { changeStatuses } from "@/lib/policies/payments/change-statuses";
import { policyPaymentsByIds } from "@/lib/policies/payments/policy-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { BatchStatus, PaymentBatch } from "./payment-batch";

export interface ChangeBatch {
  id: string;
  to: Exclude<BatchStatus, "submitted">;
  /** What was said with it; never empty with `failed`. */
  failureReason: string;
}

/**
 * Says what became of a batch. `accepted` says nothing of its payments. `failed` fails those that have not, as an update of
 * each would, or, where one cannot be, none: what our own connector has yet to say, and what is past a late return, nobody
 * else says. The same again changes nothing. Whoever calls has looked the batch up. Refuses with `conflict` or
 * `illegal_transition`.
 */
export async function changeBatch(
  tx: Queryable,
  ctx: Ctx,
  { id, to, failureReason }: ChangeBatch,
): Promise<PaymentBatch> {
  authorize(ctx, "payments:update");
  await query(LOCK, { id }, tx);
  const batch = await readIn(tx, id);
  if (batch.status === to) return batch;
  if (batch.status === "failed")
    throw new Refused({ code: "conflict", message: "A batch that has failed is not accepted any more." });
  const failed = to === "failed" ? await failPayments(tx, ctx, batch, failureReason) : 0;
  const { type: actorType, id: actorId } = ctx.actor;
  await query(SAVE, { id, status: to, failureReason, now: ctx.now, actorType, actorId }, tx);
  await recordAudit(tx, ctx, {
    action: `payment_batch.${to}`,
    objectType: "payment_batch",
    objectId: id,
    merchantId: batch.merchantId,
    data: { reason: failureReason, payments: batch.payments, ...(to === "failed" && { failed }) },
  });
  return readIn(tx, id);
}

async function readIn(tx: Queryable, id: string): Promise<PaymentBatch> {
  const batch = await queryOne(BY_ID, { id }, tx);
  if (!batch) throw new Error("a batch that was there is gone");
  return batch;
}

/** The batch failed, not the payers: each may be tried again by the rules. Resolves to how many were changed. */
async function failPayments(tx: Queryable, ctx: Ctx, batch: PaymentBatch, reason: string): Promise<number> {
  const rows = await query(PAYMENTS, { id: batch.id, limit: batch.payments, offset: 0 }, tx);
  const payments = await policyPaymentsByIds(
    rows.map(({ id }) => id),
    tx,
  );
  const open = [...payments.values()].filter(({ status }) => status !== "failed" && status !== "cancelled");
  const failure = { reason, action: "allow_retry", code: null } as const;
  const verdicts = await changeStatuses(
    tx,
    ctx,
    open.map(({ id }) => ({ paymentId: id, to: "failed", failure })),
  );
  for (const verdict of verdicts) if (typeof verdict === "object") throw new Refused(verdict.problem);
  return open.length;
}
