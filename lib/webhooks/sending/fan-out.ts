import { query, transaction } from "@/lib/db/sql";
import { CURSOR } from "@/lib/generated/sql/webhooks/sending/fan-out/cursor";
import { HAND_OVER } from "@/lib/generated/sql/webhooks/sending/fan-out/hand-over";
import { MOVE } from "@/lib/generated/sql/webhooks/sending/fan-out/move";
import { type OutboxEvent, outboxHead, readOutbox } from "@/lib/outbox/read";

/** How many events one transaction hands to the endpoints. */
export const FAN_OUT_EVENTS_MAX = 500;

export interface FannedOut {
  events: number;
  /** More is there already: ask again at once, or, where an older transaction holds it up, soon. */
  more: boolean;
  held: boolean;
}

/**
 * Hands the next events of the outbox to the endpoints that asked for them, and moves the cursor with it, in one
 * transaction: an event is handed over once, whatever dies in between.
 */
export async function fanOut(now: Date, limit = FAN_OUT_EVENTS_MAX): Promise<FannedOut> {
  return transaction(async (tx) => {
    const [cursor] = await query(CURSOR, {}, tx);
    if (!cursor) throw new Error("the webhook cursor is not there");
    if (!cursor.endpoints) {
      const head = await outboxHead(tx);
      await query(MOVE, { xid: head.xid.toString(), headId: head.id }, tx);
      return { events: 0, more: false, held: false };
    }
    const after = { xid: BigInt(cursor.xid), id: cursor.id };
    const page = await readOutbox({ after, limit }, tx);
    if (page.events.length > 0) {
      const ids = page.events.map(({ id }) => id);
      const place = { xid: page.cursor.xid.toString(), headId: page.cursor.id };
      await query(HAND_OVER, { ids, ...place, ...lastOf(page.events), now }, tx);
      await query(MOVE, place, tx);
    }
    return { events: page.events.length, more: page.events.length === limit, held: page.held };
  });
}

function lastOf(events: readonly OutboxEvent[]): { paymentIds: string[]; lastIds: bigint[] } {
  const last = new Map<string, bigint>();
  for (const { paymentId, id } of events)
    if (paymentId && id > (last.get(paymentId) ?? 0n)) last.set(paymentId, id);
  return { paymentIds: [...last.keys()], lastIds: [...last.values()] };
}
