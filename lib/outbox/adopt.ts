import { query, queryOne, transaction } from "@/lib/db/sql";
import { FIND_FOREIGN } from "@/lib/generated/sql/outbox/find-foreign";
import { RENUMBER_EVENTS } from "@/lib/generated/sql/outbox/renumber-events";
import { REWIND_CURSOR } from "@/lib/generated/sql/outbox/rewind-cursor";

/**
 * Makes an outbox that was copied here from another server readable: a dump brings the other server's transaction
 * numbers along, and rows from this server's future would be held back until it gets there. What the webhooks had read
 * stays read, what they had not comes next. Does nothing to an outbox of this server's own.
 */
export async function adoptOutbox(): Promise<void> {
  const foreign = await queryOne(FIND_FOREIGN, {});
  if (!foreign?.found) return;
  await transaction(async (tx) => {
    await query(RENUMBER_EVENTS, {}, tx);
    await query(REWIND_CURSOR, {}, tx);
  });
}
