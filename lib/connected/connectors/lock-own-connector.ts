import { encodeConnectorId } from "@/lib/connected/ids";
import { type Queryable, queryOne } from "@/lib/db/sql";
import { LOCK } from "@/lib/generated/sql/connected/removal/lock";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { InstalledConnector } from "./installed-connector";

/**
 * A connector as it is until the transaction ends; whoever writes something of it waits. Refuses with `not_found` one that
 * a key of one merchant sees and does not own, and one that has gone; the built-in ones with `capability_not_supported`.
 */
export async function lockOwnConnector(
  tx: Queryable,
  ctx: Ctx,
  connector: InstalledConnector,
): Promise<InstalledConnector> {
  if (connector.builtIn) {
    const message = `connector ${connector.reference} is built in: it holds the payments of another door`;
    throw new Refused({ code: "capability_not_supported", message });
  }
  const locked = await queryOne(LOCK, { id: connector.id, merchantId: merchantBound(ctx.actor) }, tx);
  if (!locked)
    throw new Refused({ code: "not_found", object: "connector", id: encodeConnectorId(connector) });
  return locked;
}
