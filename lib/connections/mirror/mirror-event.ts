import { connectorFor, type StoredConnection } from "@/lib/connectors/connection";
import type { ProviderEvent } from "@/lib/connectors/connector";
import { transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { CannotApply } from "../events/cannot-apply";
import { KEPT_PREFIX, lockMirror } from "./mirror";
import { takeInRecord, writable } from "./take-in-record";

/**
 * What a provider told of that is none of our own doing, where its account is mirrored: what it is about is asked, and
 * written as what is read is. Resolves to the payment it is about; null where it is nothing that is mirrored.
 */
export async function mirrorEvent(
  ctx: Ctx,
  connection: StoredConnection,
  event: Pick<ProviderEvent, "type" | "raw">,
): Promise<string | null> {
  const { mirror } = connectorFor(connection);
  if (!mirror) return null;
  if (!(await transaction((tx) => lockMirror(tx, connection.id)))) {
    // What the mirror itself could not apply waits for it; anything else is read when it goes on.
    if (event.type.startsWith(KEPT_PREFIX))
      throw new CannotApply("The mirror is paused: let it go on first.");
    return null;
  }
  const records = await mirror.about(event);
  return transaction(async (tx) => {
    const locked = await lockMirror(tx, connection.id);
    if (!locked) return null;
    let paymentId: string | null = null;
    const mirrored = await writable(tx, locked);
    for (const record of records) paymentId = await takeInRecord(tx, ctx, mirrored, record);
    return paymentId;
  });
}
