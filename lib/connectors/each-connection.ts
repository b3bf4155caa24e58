import { eachAlone } from "@/lib/db/each-alone";

/** How many connections are asked at the same time. */
export const CONNECTIONS_AT_A_TIME = 8;

/** After so long nothing more is begun for a connection: what is left of its items waits for the next run. In real time. */
export const CONNECTION_TURN_MS = 10_000;

/**
 * Does `work` for each item as `eachAlone` does: the items of one connection in their order, the connections beside one
 * another. So a provider that does not answer holds up its own items alone, and the run no longer than one turn and an answer
 * that stays away. A connection of null is one as well.
 */
export async function eachConnection<Item extends { id: string }>(
  items: readonly Item[],
  connectionOf: (item: Item) => string | null,
  what: string,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = inGroups(items, connectionOf);
  let refused = false;
  const inOrder = async (group: readonly Item[]) => {
    const begunAt = performance.now();
    for (const item of group) {
      if (refused || performance.now() - begunAt >= CONNECTION_TURN_MS) return;
      await eachAlone([item], what, work).catch((err: unknown) => {
        refused = true;
        throw err;
      });
    }
  };
  const turns = Array.from({ length: CONNECTIONS_AT_A_TIME }, async () => {
    for (let group = waiting.shift(); group; group = waiting.shift()) await inOrder(group);
  });
  // None is left behind: whoever is told of a refusal may end the run.
  const ended = await Promise.allSettled(turns);
  const failed = ended.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

function inGroups<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Item[][] {
  const groups = new Map<string | null, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
