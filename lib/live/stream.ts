import { setTimeout as delay } from "node:timers/promises";
import { log } from "@/lib/log/log";
import type { Ctx } from "@/lib/verb/context";
import { encode } from "./codec";
import type { Changes, Feed } from "./feed";

/** How long a stream is silent at most: proxies cut what is silent longer, and browsers notice what is cut. */
export const BEAT_MS = 15_000;

/** How long a browser waits before it comes back. */
export const RETRY_MS = 1_000;

/** What happens within this long of a message goes into the next: of one object, and of a list, where more happens. */
export const GATHER_MS = { object: 150, list: 1_000 } as const;

/** What one stream tells, and whom. */
export interface StreamMessage {
  /** The reader as they are now, or null when they are signed out or may not read this any more. Asked before each message. */
  ctx: () => Promise<Ctx | null>;
  /** What a page shows of the changes, or null when it shows nothing of them. */
  read: (ctx: Ctx, changes: Changes) => Promise<unknown>;
  /** What the stream is about: a list is told less often. */
  about: keyof typeof GATHER_MS;
}

/** A stream's text, made as it is read: who reads slowly is sent less often, and never what is out of date. */
export async function* streamText(
  feed: Feed,
  told: StreamMessage,
  signal: AbortSignal,
): AsyncGenerator<string> {
  // Without an id: what the reader has missed is still to be told.
  yield `retry: ${RETRY_MS}\n\nevent: beat\ndata:\n\n`;
  try {
    while (!signal.aborted) {
      const { changes, cursor } = await feed.next(BEAT_MS);
      if (signal.aborted) return;
      const ctx = await told.ctx();
      if (!ctx) {
        yield "event: end\ndata:\n\n";
        return;
      }
      const view = changes && (await told.read(ctx, changes));
      yield changes && view !== null
        ? `event: view\nid: ${cursor}\ndata: ${encode(view)}\n\n`
        : `event: beat\nid: ${cursor}\ndata:\n\n`;
      if (changes) await delay(GATHER_MS[told.about], undefined, { signal, ref: false });
    }
  } catch (err) {
    // The browser comes back by itself, and is then told what it missed.
    if (!signal.aborted) log.warn({ err }, "a live stream broke off");
  }
}
