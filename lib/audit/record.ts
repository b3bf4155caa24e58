import { type Queryable, query } from "@/lib/db/sql";
import { INSERT_ENTRY } from "@/lib/generated/sql/audit/insert-entry";
import { newId } from "@/lib/ids";
import { type Ctx, deploymentTime } from "@/lib/verb/context";

/** One line of the audit log. `data` holds what changed, never a secret. */
export interface AuditEntry {
  /** Minted by whoever tells the caller of this very line. */
  id?: string;
  action: string;
  objectType: string;
  objectId: string;
  merchantId?: string | null;
  data?: Record<string, unknown>;
}

/** Writes an audit row in the same transaction as the change it tells of. */
export async function recordAudit(tx: Queryable, ctx: Ctx, entry: AuditEntry): Promise<void> {
  const { type: actorType, id: actorId, label: actorLabel } = ctx.actor;
  const { action, objectType, objectId, merchantId = null, data = {} } = entry;
  const what = { action, objectType, objectId, merchantId, data };
  const who = { actorType, actorId, actorLabel, requestId: ctx.requestId };
  const id = entry.id ?? newId();
  await query(INSERT_ENTRY, { id, now: deploymentTime(ctx), ...who, ...what }, tx);
}
