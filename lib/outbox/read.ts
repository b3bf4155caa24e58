import { type Queryable, run, statement } from "@/lib/db/sql";
import { type Cursor, ROW_ID_MAX } from "./cursor";

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
  cursor: Cursor;
  /** Whether more is there already that cannot be read yet, because an older transaction is still running. */
  held: boolean;
}

/**
 * The next events after a cursor. Only what was written before the oldest running transaction is read, so that nothing
 * can be committed behind the cursor later. Across payments the order is that of the transactions' beginnings.
 */
export async function readOutbox(
  { after, limit }: { after: Cursor; limit: number },
  on?: Queryable,
): Promise<OutboxPage> {
  const rows = await run<Row>(READ, [after.xid.toString(), after.id, limit], on);
  const events = rows.flatMap(({ held: _, xid, ...event }) =>
    event.id === null ? [] : [{ ...event, id: event.id, xid: BigInt(xid) }],
  );
  const last = events.at(-1);
  return {
    events,
    cursor: last ? { xid: last.xid, id: last.id } : after,
    held: rows[0]?.held ?? false,
  };
}

/** The cursor of now: what is committed from here on comes after it. */
export async function outboxHead(on?: Queryable): Promise<Cursor> {
  const [row] = await run<{ xmin: string }>(HEAD, [], on);
  return { xid: BigInt(row?.xmin ?? 1) - 1n, id: ROW_ID_MAX };
}

type Row = Omit<OutboxEvent, "id" | "xid"> & { id: bigint | null; xid: string; held: boolean };

// A left join, so that whether something is held is told even where nothing can be read.
const READ = statement(`
  WITH line AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin)
  SELECT o.id, o.event_id AS "eventId", o.type, o.merchant_id AS "merchantId", o.payment_id AS "paymentId",
    o.object_id AS "objectId", o.request_id AS "requestId", o.data, o.occurred_at AS "occurredAt", o.xid::text AS xid,
    EXISTS (SELECT 1 FROM outbox later WHERE later.xid >= line.xmin) AS held
  FROM line LEFT JOIN LATERAL (
    SELECT * FROM outbox
    WHERE (xid, id) > ($1::text::xid8, $2::bigint) AND xid < line.xmin
    ORDER BY xid, id
    LIMIT $3) o ON true
  ORDER BY o.xid, o.id`);

const HEAD = statement("SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin");
