import { type Queryable, run, statement } from "@/lib/db/sql";
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
}

/** Writes who changed what, and when, with the event that tells of it, in the transaction of the change. */
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

/** The event of a state change: `commission.approved`. Over `changed`, rows of `state_change`; the columns of outbox but for its time and request. */
export const STATE_EVENT = `
  gen_random_uuid(), CASE
      WHEN s.object_type = 'commission' AND s.from_state IS NULL AND c.kind = 'clawback' THEN 'commission.clawed_back'
      ELSE s.object_type || '.' || CASE
        WHEN s.from_state IS NULL THEN 'created' WHEN s.from_state = s.to_state THEN 'adjusted' ELSE s.to_state END
    END,
    coalesce(c.merchant_id, r.merchant_id, q.merchant_id), c.payment_id, s.object_id::text,
    jsonb_build_object('previousState', s.from_state, 'state', s.to_state, 'reason', s.reason) || CASE
      WHEN c.id IS NULL THEN '{}'
      ELSE jsonb_build_object('kind', c.kind, 'amountMinor', s.amount_minor::text, 'currency', c.currency,
        'paymentId', c.payment_id, 'partnerId', c.partner_id, 'referralId', c.referral_id)
    END
  FROM changed s
  LEFT JOIN commission c ON s.object_type = 'commission' AND c.id = s.object_id
  LEFT JOIN referral r ON s.object_type = 'referral' AND r.id = s.object_id
  LEFT JOIN partnership q ON s.object_type = 'partnership' AND q.id = s.object_id`;

const INSERT = statement(`
  WITH changed AS (
    INSERT INTO state_change (
      object_type, object_id, from_state, to_state, amount_minor, reason, occurred_at, actor_type, actor_id, actor_label,
      request_id)
    SELECT object_type, object_id, from_state, to_state, amount_minor, reason, $2, $3, $4, $5, $6
    FROM jsonb_to_recordset($1::jsonb) AS c (
      object_type text, object_id uuid, from_state text, to_state text, amount_minor bigint, reason text)
    RETURNING *
  )
  INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, data, request_id, occurred_at)
  SELECT e.*, $6, $2 FROM (SELECT ${STATE_EVENT}) e`);
