import { readOutboxCursor } from "@/lib/outbox/cursor";

/** Whether one cursor's text names an earlier place in the outbox than another's. */
export function isBefore(one: string, other: string): boolean {
  const [a, b] = [readOutboxCursor(one), readOutboxCursor(other)];
  if (!a || !b) return false;
  return a.xid === b.xid ? a.id < b.id : a.xid < b.xid;
}
