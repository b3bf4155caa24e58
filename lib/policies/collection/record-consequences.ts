import { type Queryable, query } from "@/lib/db/sql";
import { AUDIT } from "@/lib/generated/sql/policies/collection/record-consequences/audit";
import { newId } from "@/lib/ids";
import type { Announcement } from "@/lib/outbox/announce";
import { type Ctx, deploymentTime } from "@/lib/verb/context";

/** Lines of payments' timelines, in one statement: what a rule did, and which. */
export async function recordConsequences(
  tx: Queryable,
  ctx: Ctx,
  lines: readonly Announcement[],
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ type, merchantId, paymentId, objectId, data }) => ({
    id: newId(),
    action: type,
    merchant_id: merchantId,
    object_type: paymentId ? "payment" : "payment_method",
    object_id: paymentId ?? objectId,
    data,
  }));
  const { type, id, label } = ctx.actor;
  await query(AUDIT, { rows, requestId: ctx.requestId, now: deploymentTime(ctx), type, id, label }, tx);
}
