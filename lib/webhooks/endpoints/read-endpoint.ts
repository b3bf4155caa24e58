import { type Queryable, query } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/webhooks/endpoints/read-endpoint/find";
import { LOCK } from "@/lib/generated/sql/webhooks/endpoints/read-endpoint/lock";
import { Refused } from "@/lib/verb/problem";
import { type Endpoint, toEndpoint } from "./endpoint";

/** An endpoint, also one that was deleted: its deliveries are still looked at. */
export async function findEndpoint(id: string, on?: Queryable): Promise<Endpoint | null> {
  const [row] = await query(FIND, { id }, on);
  return row ? toEndpoint(row) : null;
}

/** An endpoint that nobody else changes until the transaction ends. One that is gone is refused. */
export async function lockEndpoint(tx: Queryable, id: string): Promise<Endpoint> {
  const [row] = await query(LOCK, { id }, tx);
  if (!row || row.deleted_at) throw noSuchEndpoint(id);
  return toEndpoint(row);
}

export function noSuchEndpoint(id: string): Refused {
  return new Refused({ code: "not_found", object: "webhook endpoint", id });
}
