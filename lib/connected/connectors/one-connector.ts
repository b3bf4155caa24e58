import { canonicalProvider, decodeConnectorId } from "@/lib/connected/ids";
import { providerV1 } from "@/lib/connected/present";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { listConnectors } from "./connectors";
import { findConnector, type InstalledConnector } from "./installed-connector";

/** The connector behind a wire id; refuses with `invalid_id` or `not_found`. */
export async function connectorAt(ctx: Ctx, id: string): Promise<InstalledConnector> {
  authorize(ctx, "connectors:read");
  const ref = decodeConnectorId(id);
  if (!ref) {
    const message = `${id.slice(0, 100)} is not the id of a connector`;
    throw new Refused({ code: "invalid_id", message });
  }
  const found = await findConnector(ctx, ref);
  if (!found) throw new Refused({ code: "not_found", object: "connector", id });
  return found;
}

/** The same at an address of version 1, which names its provider as well: refuses with `not_found` where that is another. */
export async function connectorUnder(ctx: Ctx, provider: string, id: string): Promise<InstalledConnector> {
  const found = await connectorAt(ctx, id);
  if (!isOf(found, provider)) throw new Refused({ code: "not_found", object: "connector", id });
  return found;
}

/**
 * The connector that an address of version 1 means by its provider alone: the only one there is, of the key's own merchant
 * where that has one; never a built-in one. Refuses with `not_found`, or names `provider` where there are several.
 */
export async function soleConnectorOf(ctx: Ctx, provider: string): Promise<InstalledConnector> {
  const all = (await listConnectors({ ctx })).filter((each) => !each.builtIn && isOf(each, provider));
  const bound = merchantBound(ctx.actor);
  const own = all.filter(({ merchantId }) => merchantId !== null && merchantId === bound);
  const [found, ...others] = own.length > 0 ? own : all;
  if (!found) throw new Refused({ code: "not_found", object: "connector", id: provider.slice(0, 100) });
  if (others.length > 0)
    refuseField("provider", "invalid_value", `has ${others.length + 1} connectors: name one by its id`);
  return found;
}

function isOf({ provider }: InstalledConnector, named: string): boolean {
  const known = canonicalProvider(named);
  return known !== null && (known === provider || known === providerV1(provider));
}
