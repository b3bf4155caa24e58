import type { QueryClient } from "@tanstack/react-query";
import { queriesShowing, type Subject } from "@/lib/live/followed-queries";

/**
 * After a mutation: has every query read again that shows something of what it changed. Those on the page are read at once,
 * and settle before the promise does; others when they are shown again.
 */
export async function invalidate(client: QueryClient, ...changed: readonly Subject[]): Promise<void> {
  const names = new Set(changed.flatMap(queriesShowing));
  await Promise.all([...names].map((name) => client.invalidateQueries({ queryKey: [name] })));
}
