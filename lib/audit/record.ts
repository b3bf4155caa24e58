import { type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";

/** One line of the audit log. `data` holds what changed, never a secret. */
export interface AuditEntry {
  action: string;
  objectType: string;
  objectId: string;
  merchantId?: string | null;
  data?: Record<string, unknown>;
}

const INSERT = statement(`
  INSERT INTO audit_entry
    (id, occurred_at, actor_type, actor_id, actor_label, action, object_type, object_id, merchant_id, request_id, data)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);

/** Writes an audit row in the same transaction as the change it tells of. */
export async function recordAudit(tx: Queryable, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await run(
    INSERT,
    [
      newId(),
      ctx.now,
      ctx.actor.type,
      ctx.actor.id,
      ctx.actor.label,
      entry.action,
      entry.objectType,
      entry.objectId,
      entry.merchantId ?? null,
      ctx.requestId,
      JSON.stringify(entry.data ?? {}),
    ],
    tx,
  );
}
