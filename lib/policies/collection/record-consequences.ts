import { type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Announcement } from "@/lib/outbox/announce";
import type { Ctx } from "@/lib/verb/context";

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
  await run(AUDIT, [JSON.stringify(rows), ctx.requestId, ctx.now, type, id, label], tx);
}

const AUDIT = statement(`
  INSERT INTO audit_entry (
    id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
  SELECT id, $3, $4, $5, $6, action, object_type, object_id, merchant_id, $2, data
  FROM jsonb_to_recordset($1::jsonb) AS i (
    id uuid, action text, object_type text, object_id text, merchant_id uuid, data jsonb)`);
