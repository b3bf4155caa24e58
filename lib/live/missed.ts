import { run, statement } from "@/lib/db/sql";
import type { Cursor } from "@/lib/outbox/cursor";
import { type OutboxEvent, readOutbox } from "@/lib/outbox/read";

/** Who has missed more than this is sent everything anew instead of what changed. */
export const MISSED_EVENTS_MAX = 1_000;

/**
 * What was announced after a cursor, or "everything" where that cannot be told: the cursor is older than what is kept, is
 * none of this database's, or has too much after it.
 */
export async function missedSince(cursor: Cursor | null): Promise<OutboxEvent[] | "everything"> {
  if (!cursor) return "everything";
  const [reach] = await run<{ known: boolean }>(REACH, [cursor.xid.toString(), cursor.id]);
  if (!reach?.known) return "everything";
  const { events } = await readOutbox({ after: cursor, limit: MISSED_EVENTS_MAX + 1 });
  return events.length > MISSED_EVENTS_MAX ? "everything" : events;
}

// The first event that is kept must be one the cursor has seen, and the cursor none from before a database was replaced.
const REACH = statement(`
  SELECT $1::text::xid8 <= pg_snapshot_xmax(pg_current_snapshot())
    AND coalesce((SELECT (xid, id) <= ($1::text::xid8, $2::bigint) FROM outbox ORDER BY xid, id LIMIT 1), false) AS known`);
