import { type Queryable, query } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/webhooks/endpoints/read-endpoint/find";
import { LOCK } from "@/lib/generated/sql/webhooks/endpoints/read-endpoint/lock";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type Endpoint, type EndpointRow, toEndpoint } from "./endpoint";

/** An endpoint, also one that was deleted: its deliveries are still looked at. Null for one that the actor may not see. */
export async function findEndpoint(ctx: Ctx, id: string, on?: Queryable): Promise<Endpoint | null> {
  const [row] = await query(FIND, { id }, on);
  return row && maySee(ctx, row) ? toEndpoint(row) : null;
}

/** An endpoint that nobody else changes until the transaction ends. One that is gone, or another merchant's, is refused. */
export async function lockEndpoint(tx: Queryable, ctx: Ctx, id: string): Promise<Endpoint> {
  const [row] = await query(LOCK, { id }, tx);
  if (!row || row.deleted_at || !maySee(ctx, row)) throw noSuchEndpoint(id);
  return toEndpoint(row);
}

// Whoever is bound to a merchant has nothing to do with an endpoint that hears of all of them.
function maySee({ actor }: Ctx, { merchant_id }: Pick<EndpointRow, "merchant_id">): boolean {
  const bound = merchantBound(actor);
  return bound === null || merchant_id === bound;
}

export function noSuchEndpoint(id: string): Refused {
  return new Refused({ code: "not_found", object: "webhook endpoint", id });
}
