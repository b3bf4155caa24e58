import { spellCursor } from "@/lib/outbox/cursor";
import { outboxHead } from "@/lib/outbox/read";

/** How far in the outbox a page is. Asked before anything is read for it: what happens meanwhile is then told, not missed. */
export async function liveCursor(): Promise<string> {
  return spellCursor(await outboxHead());
}
