import { runUnprepared, transaction } from "@/lib/db/sql";

/**
 * Makes an outbox that was copied here from another server readable: a dump brings the other server's transaction
 * numbers along, and rows from this server's future would be held back until it gets there. What the webhooks had read
 * stays read, what they had not comes next. Does nothing to an outbox of this server's own.
 */
export async function adoptOutbox(): Promise<void> {
  const [foreign] = await runUnprepared<{ found: boolean }>(FOREIGN, []);
  if (!foreign?.found) return;
  await transaction(async (tx) => {
    await runUnprepared(RENUMBER, [], tx);
    await runUnprepared(REWIND, [], tx);
  });
}

const FOREIGN = `
  SELECT EXISTS (SELECT 1 FROM outbox WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()))
    OR EXISTS (SELECT 1 FROM webhook_cursor WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())) AS found`;

// 3 is the first number a transaction can have, so that it is behind every reader.
const RENUMBER = `
  UPDATE outbox o SET xid = CASE WHEN (o.xid, o.id) <= (c.xid, c.outbox_id) THEN '3'::xid8 ELSE pg_current_xact_id() END
  FROM webhook_cursor c`;

const REWIND = "UPDATE webhook_cursor SET xid = '3', outbox_id = 9223372036854775807";
