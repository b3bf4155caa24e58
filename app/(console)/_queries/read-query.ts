import { liveCursor } from "@/components/live/live-cursor";
import type { Asked, ConsoleQuery, Shown } from "./console-query";

/** Reads what a page shows, and how far in the outbox that is. */
export async function readQuery<Data>({ read }: ConsoleQuery<Data>, asked: Asked): Promise<Shown<Data>> {
  // Asked first: what happens while it is read is then told once more rather than never.
  const cursor = await liveCursor();
  return { data: await read(asked), cursor };
}
