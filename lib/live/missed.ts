import { queryOne } from "@/lib/db/sql";
import { REACH } from "@/lib/generated/sql/live/reach";
import type { OutboxCursor } from "@/lib/outbox/cursor";
import { type OutboxEvent, readOutbox } from "@/lib/outbox/read";

/** Who has missed more than this is sent everything anew instead of what changed. */
export const MISSED_EVENTS_MAX = 1_000;

/**
 * What was announced after a cursor, or "everything" where that cannot be told: the cursor is older than what is kept, is
 * none of this database's, or has too much after it.
 */
export async function missedSince(cursor: OutboxCursor | null): Promise<OutboxEvent[] | "everything"> {
  if (!cursor) return "everything";
  const reach = await queryOne(REACH, { xid: cursor.xid.toString(), id: cursor.id });
  if (!reach?.known) return "everything";
  const { events } = await readOutbox({ after: cursor, limit: MISSED_EVENTS_MAX + 1 });
  return events.length > MISSED_EVENTS_MAX ? "everything" : events;
}
