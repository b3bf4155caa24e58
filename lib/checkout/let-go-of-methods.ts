import { connectorOf } from "@/lib/connectors/connection";
import { eachAlone } from "@/lib/db/each-alone";
import { query } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { NOTE_LET_GO } from "@/lib/generated/sql/checkout/saved-payment-methods/note-let-go";
import { TO_LET_GO, type ToLetGoRow } from "@/lib/generated/sql/checkout/saved-payment-methods/to-let-go";

/** So many are let go of in one run: each may take as long as the provider takes to say nothing. */
const LET_GO_MAX = 20;

/**
 * Has providers let go of the cards that were removed here, replaced by the same card, or whose customer was deleted: nobody
 * can charge them there any more either. One that cannot be asked now is asked again in an hour. It moves no money and may be
 * done twice, so a lost answer does not matter.
 */
export async function letGoOfMethods(): Promise<void> {
  const triedBefore = new Date(Date.now() - HOUR_MS);
  const due = await query(TO_LET_GO, { triedBefore, limit: LET_GO_MAX });
  await eachAlone(due, "a provider did not let go of a card that was removed", letGo);
}

async function letGo({ id, connectionId, token }: ToLetGoRow): Promise<void> {
  await query(NOTE_LET_GO, { id, done: false });
  const connector = await connectorOf({ connectionId });
  await connector.letGo?.({ type: "token", token });
  await query(NOTE_LET_GO, { id, done: true });
}
