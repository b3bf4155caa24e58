import { type OutboxCursor, spellCursor } from "@/lib/outbox/cursor";
import type { OutboxEvent } from "@/lib/outbox/read";
import { follow } from "./follower";
import { missedSince } from "./missed";

/** How many changed objects are remembered for one stream until it sends; with more it sends everything. */
export const FEED_OBJECTS_MAX = 1_000;

/** What changed since a stream last asked. */
export interface Changes {
  /** The payments that changed, or "everything" when they are too many or not known. */
  paymentIds: ReadonlySet<string> | "everything";
}

/** What a stream is given to tell, and where to go on from once it has: never ahead of what has been told. */
export interface Turn {
  changes: Changes | null;
  cursor: string;
}

export interface Feed {
  /** What changed; waits for it up to `waitMs`, and then gives that nothing did. */
  next: (waitMs: number) => Promise<Turn>;
  end: () => void;
}

/** Follows what is no event, until the function given back is called. What may have been missed before is told as a change. */
export type AlsoFollow = (onChange: () => void) => Promise<() => void>;

/** Whether an event concerns a stream; "everything" where more may have changed than the event names. */
export type Concerns = (event: OutboxEvent) => boolean | "everything";

/** The changes that concern one stream, from a cursor on, gathered until they are asked for. */
export async function openFeed({
  after,
  concerns,
  also,
}: {
  after: OutboxCursor | null;
  concerns: Concerns;
  also?: AlsoFollow;
}): Promise<Feed> {
  let ids: Set<string> | "everything" = new Set();
  let wake = () => {};
  let cursor: OutboxCursor | undefined;
  const gather = (events: readonly OutboxEvent[]) => {
    for (const event of events) {
      const concerned = concerns(event);
      if (!concerned) continue;
      if (concerned === "everything") ids = concerned;
      if (ids !== "everything") ids.add(event.paymentId ?? event.objectId);
      if (ids !== "everything" && ids.size > FEED_OBJECTS_MAX) ids = "everything";
      wake();
    }
  };
  const following = await follow((events, reached) => {
    cursor = reached;
    gather(events);
  });
  const leave = [following.leave];
  const spelled = () => spellCursor(cursor ?? following.cursor);
  try {
    // Asked once following has begun: what is announced in between comes twice rather than never.
    const missed = await missedSince(after);
    if (missed === "everything") ids = missed;
    else gather(missed);
    if (also) {
      const onChange = () => {
        ids = "everything";
        wake();
      };
      leave.push(await also(onChange));
    }
  } catch (err) {
    for (const each of leave) each();
    throw err;
  }

  const changed = () => ids === "everything" || ids.size > 0;
  return {
    next: async (waitMs) => {
      if (!changed()) await until((woken) => (wake = woken), waitMs);
      wake = () => {};
      // Taken together: what is announced from here on is in the next turn, and beyond this one's cursor.
      const turn = { changes: changed() ? { paymentIds: ids } : null, cursor: spelled() };
      ids = new Set();
      return turn;
    },
    end: () => {
      for (const each of leave) each();
      wake();
    },
  };
}

function until(onWake: (woken: () => void) => void, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, waitMs);
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
