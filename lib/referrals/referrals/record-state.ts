import { type Queryable, query } from "@/lib/db/sql";
import { RECORD_STATES } from "@/lib/generated/sql/referrals/referrals/record-states";
import type { Ctx } from "@/lib/verb/context";

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
  /** From when on it holds; from now on where it is left out. */
  since?: Date;
}

/** Writes who changed what, and when, with the event that tells of it, in the transaction of the change. */
export async function recordStates(tx: Queryable, ctx: Ctx, changes: readonly StateChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { actor, now, requestId } = ctx;
  const rows = changes.map((change) => ({
    object_type: change.objectType,
    object_id: change.objectId,
    from_state: change.from,
    to_state: change.to,
    amount_minor: change.amountMinor ?? null,
    reason: change.reason ?? null,
    since: change.since ?? now,
  }));
  const by = { actorType: actor.type, actorId: actor.id, actorLabel: actor.label, requestId };
  await query(RECORD_STATES, { changes: rows, now, ...by }, tx);
}
