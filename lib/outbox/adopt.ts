import { type Queryable, query, queryOne } from "@/lib/db/sql";
import { FIND_FOREIGN } from "@/lib/generated/sql/outbox/find-foreign";
import { RENUMBER_EVENTS } from "@/lib/generated/sql/outbox/renumber-events";
import { REWIND_CURSOR } from "@/lib/generated/sql/outbox/rewind-cursor";

/**
 * Makes an outbox that was copied here from another server readable: a dump brings the other server's transaction
 * numbers along, and rows from this server's future would be held back until it gets there. What the webhooks had read
 * stays read, what they had not comes next. Does nothing to an outbox of this server's own. Events are changed by nobody
 * but their tables' owner, on one connection of whom this is done.
 */
export async function adoptOutbox(owner: Queryable): Promise<void> {
  const foreign = await queryOne(FIND_FOREIGN, {}, owner);
  if (!foreign?.found) return;
  await owner.query("BEGIN");
  try {
    await query(RENUMBER_EVENTS, {}, owner);
    await query(REWIND_CURSOR, {}, owner);
    await owner.query("COMMIT");
  } catch (err) {
    await owner.query("ROLLBACK");
    throw err;
  }
}
