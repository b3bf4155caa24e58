import type { QueryClient } from "@tanstack/react-query";
import type { QueryData, QueryName } from "@/app/(console)/_queries/all";
import { isOutdated } from "@/components/query/invalidate";
import { sessionEnded } from "@/components/session/session";
import { decode } from "@/lib/live/codec";
import { isBefore } from "@/lib/live/is-before";
import type { Shown } from "./console-query";

/** What a query's data is kept under; `params` is spelled as in the page's own address. */
export function queryKeyOf(name: QueryName, params: string): readonly [QueryName, string] {
  return [name, params];
}

/** Reads a query from the server. */
export async function fetchQuery<Name extends QueryName>(
  name: Name,
  params: string,
  signal: AbortSignal,
): Promise<Shown<QueryData<Name>>> {
  const response = await fetch(`/api/queries/${name}?${params}`, { signal });
  if (response.status === 401) sessionEnded();
  if (!response.ok) throw new Error(`${name} could not be read: ${response.status}`);
  return decode(await response.text()) as Shown<QueryData<Name>>;
}

/**
 * Puts into the cache what the server has rendered or sent, if it is newer than what is there: that stays as it is, and
 * invalid if it is, when somebody goes back to a page that the browser has kept.
 */
export function patchQuery<Name extends QueryName>(
  client: QueryClient,
  name: Name,
  params: string,
  shown: Shown<QueryData<Name>>,
): void {
  const queryKey = queryKeyOf(name, params);
  const known = client.getQueryData<Shown<QueryData<Name>>>(queryKey);
  if (!known || isBefore(known.cursor, shown.cursor)) client.setQueryData(queryKey, shown);
}

/** The same for a page that opens, which may have been fetched ahead of a mutation: it is then read again. */
export function hydrateQuery<Name extends QueryName>(
  client: QueryClient,
  name: Name,
  params: string,
  shown: Shown<QueryData<Name>>,
): void {
  patchQuery(client, name, params, shown);
  const queryKey = queryKeyOf(name, params);
  const { cursor } = client.getQueryData<Shown<QueryData<Name>>>(queryKey) ?? shown;
  if (isOutdated(client, name, cursor)) void client.invalidateQueries({ queryKey, exact: true });
}

/**
 * Which of two is newer is told by how far in the outbox each was read, not by a clock: the server's and the browser's
 * differ.
 */
export function newerOf<Known extends { cursor: string }>(known: Known | undefined, next: Known): Known {
  return known && isBefore(next.cursor, known.cursor) ? known : next;
}
