import { log } from "@/lib/log/log";
import { isPassingRefusal } from "./unavailable";

/**
 * Does `work` for each item, one after the other: what is wrong with one is logged and stands in no other's way. Where the
 * database cannot just now, that is no item's fault: it is thrown, and all that is left waits for the next run.
 */
export async function eachAlone<Item extends { id: string }>(
  items: readonly Item[],
  what: string,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (err) {
      if (isPassingRefusal(err)) throw err;
      log.error({ err, id: item.id }, what);
    }
  }
}
