import type { QueryClient } from "@tanstack/react-query";
import { type QueryName, queriesShowing, type Subject } from "@/lib/live/followed-queries";
import { isBefore } from "@/lib/live/is-before";

/** How far in the outbox each query has to be read to have what this tab's mutations did, by its name. */
const changes = new WeakMap<QueryClient, Map<QueryName, string>>();

/**
 * After a mutation: has every query read again that shows something of what it changed. Those on the page are read at once,
 * and settle before the promise does; others when they are shown again. `cursor` is how far in the outbox the mutation was,
 * by which a page that was fetched ahead of it is known.
 */
export async function invalidate(
  client: QueryClient,
  changed: readonly Subject[],
  { cursor, atOnce = true }: { cursor?: string | undefined; atOnce?: boolean } = {},
): Promise<void> {
  const names = new Set(changed.flatMap(queriesShowing));
  if (cursor) noteChange(client, names, cursor);
  const refetchType = atOnce ? "active" : "none";
  await Promise.all([...names].map((name) => client.invalidateQueries({ queryKey: [name], refetchType })));
}

/** Whether a query was read before a mutation of this tab that changed what it shows. */
export function isOutdated(client: QueryClient, name: QueryName, cursor: string): boolean {
  const changedAt = changes.get(client)?.get(name);
  return changedAt !== undefined && isBefore(cursor, changedAt);
}

function noteChange(client: QueryClient, names: ReadonlySet<QueryName>, cursor: string): void {
  const known = changes.get(client) ?? new Map<QueryName, string>();
  changes.set(client, known);
  for (const name of names) known.set(name, cursor);
}
