import { type Queryable, query, queryOne } from "@/lib/db/sql";
import { READ_EVENTS, type ReadEventsRow } from "@/lib/generated/sql/outbox/read-events";
import { READ_HEAD } from "@/lib/generated/sql/outbox/read-head";
import { type OutboxCursor, ROW_ID_MAX } from "./cursor";

/** One thing that happened, as it was committed with the change itself. */
export interface OutboxEvent {
  id: bigint;
  eventId: string;
  type: string;
  merchantId: string | null;
  paymentId: string | null;
  objectId: string;
  requestId: string;
  data: Record<string, unknown>;
  occurredAt: Date;
  xid: bigint;
}

export interface OutboxPage {
  events: OutboxEvent[];
  /** Where to go on from. */
  cursor: OutboxCursor;
  /** Whether more is there already that cannot be read yet, because an older transaction is still running. */
  held: boolean;
}

/**
 * The next events after a cursor. Only what was written before the oldest running transaction is read, so that nothing
 * can be committed behind the cursor later. Across payments the order is that of the transactions' beginnings.
 */
export async function readOutbox(
  { after, limit }: { after: OutboxCursor; limit: number },
  on?: Queryable,
): Promise<OutboxPage> {
  const rows = await query(READ_EVENTS, { xid: after.xid.toString(), id: after.id, limit }, on);
  const events = rows.flatMap(toEvent);
  const last = events.at(-1);
  return {
    events,
    cursor: last ? { xid: last.xid, id: last.id } : after,
    held: rows[0]?.held ?? false,
  };
}

/** The cursor of now: what is committed from here on comes after it. */
export async function outboxHead(on?: Queryable): Promise<OutboxCursor> {
  const row = await queryOne(READ_HEAD, {}, on);
  return { xid: BigInt(row?.xmin ?? 1) - 1n, id: ROW_ID_MAX };
}

// All of them are null in the one row that only says whether something is held.
function toEvent({ held: _, ...row }: ReadEventsRow): OutboxEvent[] {
  const { id, eventId, type, objectId, requestId, data, occurredAt, xid } = row;
  if (id === null || eventId === null || type === null || objectId === null || requestId === null) return [];
  if (data === null || occurredAt === null || xid === null) return [];
  return [{ ...row, id, eventId, type, objectId, requestId, data, occurredAt, xid: BigInt(xid) }];
}
