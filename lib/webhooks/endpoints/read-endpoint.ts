import { type Queryable, run, statement } from "@/lib/db/sql";
import { Refused } from "@/lib/verb/problem";
import { ENDPOINT_COLUMNS, ENDPOINT_TABLES, type Endpoint, type EndpointRow, toEndpoint } from "./endpoint";

const FIND = statement(`SELECT ${ENDPOINT_COLUMNS} FROM ${ENDPOINT_TABLES} WHERE e.id = $1`);
// Not the whole row: deliveries are made for it meanwhile.
const LOCK = statement(
  `SELECT ${ENDPOINT_COLUMNS} FROM ${ENDPOINT_TABLES} WHERE e.id = $1 FOR NO KEY UPDATE OF e`,
);

/** An endpoint, also one that was deleted: its deliveries are still looked at. */
export async function findEndpoint(id: string, on?: Queryable): Promise<Endpoint | null> {
  const [row] = await run<EndpointRow>(FIND, [id], on);
  return row ? toEndpoint(row) : null;
}

/** An endpoint that nobody else changes until the transaction ends. One that is gone is refused. */
export async function lockEndpoint(tx: Queryable, id: string): Promise<Endpoint> {
  const [row] = await run<EndpointRow>(LOCK, [id], tx);
  if (!row || row.deleted_at) throw noSuchEndpoint(id);
  return toEndpoint(row);
}

export function noSuchEndpoint(id: string): Refused {
  return new Refused({ code: "not_found", object: "webhook endpoint", id });
}
