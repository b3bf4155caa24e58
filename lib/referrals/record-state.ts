import type { Ctx } from "@/lib/context";
import { type Queryable, run, statement } from "@/lib/db/sql";

/** One step in the life of a partnership, a referral or a commission. */
export interface StateChange {
  objectType: "partnership" | "referral" | "commission";
  objectId: string;
  /** Null where the object begins. */
  from: string | null;
  to: string;
  /** What a commission is worth from here on, in minor units. */
  amountMinor?: bigint;
  reason?: string | undefined;
}

/** Writes who changed what, and when, in the transaction of the change. */
export async function recordStates(tx: Queryable, ctx: Ctx, changes: readonly StateChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { actor } = ctx;
  const rows = changes.map((change) => ({
    object_type: change.objectType,
    object_id: change.objectId,
    from_state: change.from,
    to_state: change.to,
    amount_minor: change.amountMinor?.toString() ?? null,
    reason: change.reason ?? null,
  }));
  await run(INSERT, [JSON.stringify(rows), ctx.now, actor.type, actor.id, actor.label, ctx.requestId], tx);
}

const INSERT = statement(`
  INSERT INTO state_change (
    object_type, object_id, from_state, to_state, amount_minor, reason, occurred_at, actor_type, actor_id, actor_label,
    request_id)
  SELECT object_type, object_id, from_state, to_state, amount_minor, reason, $2, $3, $4, $5, $6
  FROM jsonb_to_recordset($1::jsonb) AS c (
    object_type text, object_id uuid, from_state text, to_state text, amount_minor bigint, reason text)`);
