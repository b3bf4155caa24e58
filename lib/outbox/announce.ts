import { type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";

/** An event that is no change of a payment's status. */
export interface Announcement {
  type: string;
  merchantId: string;
  paymentId: string | null;
  objectId: string;
  data: Record<string, unknown>;
}

/** Puts events into the outbox with the change they tell of, however many, in one statement. */
export async function announce(tx: Queryable, ctx: Ctx, events: readonly Announcement[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ merchantId, paymentId, objectId, ...same }) => ({
    ...same,
    event_id: newId(),
    merchant_id: merchantId,
    payment_id: paymentId,
    object_id: objectId,
  }));
  await run(ANNOUNCE, [JSON.stringify(rows), ctx.requestId, ctx.now], tx);
}

const ANNOUNCE = statement(`
  INSERT INTO outbox (event_id, type, merchant_id, payment_id, object_id, request_id, data, occurred_at)
  SELECT event_id, type, merchant_id, payment_id, object_id, $2, data, $3
  FROM jsonb_to_recordset($1::jsonb) AS i (
    event_id uuid, type text, merchant_id uuid, payment_id uuid, object_id text, data jsonb)`);
