import { type Queryable, query } from "@/lib/db/sql";
import { ANNOUNCE_EVENTS } from "@/lib/generated/sql/outbox/announce-events";
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
  await query(ANNOUNCE_EVENTS, { events: rows, requestId: ctx.requestId, now: ctx.now }, tx);
}
