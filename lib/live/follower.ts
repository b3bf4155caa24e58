import { onOutbox, startOutboxNotifications } from "@/lib/db/outbox-notifications";
import { log } from "@/lib/log/log";
import type { OutboxCursor } from "@/lib/outbox/cursor";
import { type OutboxEvent, outboxHead, readOutbox } from "@/lib/outbox/read";

/** How many events are read at once. */
export const FOLLOWER_PAGE_EVENTS = 1_000;

/** After how long the outbox is looked at though nobody rang: a notification may have been lost. */
export const FOLLOWER_LOOK_MS = 10_000;

/** When events are held back by an older transaction: asked again after the first, at last after the second. */
const HELD_MS_MIN = 20;
const HELD_MS_MAX = 500;
const FAILED_MS = 1_000;

/** Told what was announced since it began to follow, each event once, and how far that is. */
export type Listener = (events: readonly OutboxEvent[], cursor: OutboxCursor) => void;

interface Follower {
  listeners: Set<Listener>;
  begun: Promise<void>;
  cursor: () => OutboxCursor;
  end: () => void;
}

// The framework's bundle and the doors each hold a copy of this module: one of them follows for the whole process.
const holder = globalThis as typeof globalThis & { counterfoilFollower?: Follower | undefined };

/**
 * Follows the outbox together with everybody else in this process: it is read once, and only while somebody follows.
 * Whatever is committed after this has resolved reaches the listener. Gives where that begins, and what ends it.
 */
export async function follow(listener: Listener): Promise<{ cursor: OutboxCursor; leave: () => void }> {
  holder.counterfoilFollower ??= newFollower();
  const follower = holder.counterfoilFollower;
  follower.listeners.add(listener);
  const leave = () => {
    follower.listeners.delete(listener);
    if (follower.listeners.size > 0) return;
    follower.end();
    if (holder.counterfoilFollower === follower) holder.counterfoilFollower = undefined;
  };
  try {
    await follower.begun;
  } catch (err) {
    leave();
    throw err;
  }
  return { cursor: follower.cursor(), leave };
}

function newFollower(): Follower {
  const listeners = new Set<Listener>();
  let cursor: OutboxCursor = { xid: 0n, id: 0n };
  let ended = false;
  let reading = false;
  let again = false;
  let heldMs = HELD_MS_MIN;
  let later: NodeJS.Timeout | undefined;
  let unhear = () => {};

  async function begin(): Promise<void> {
    await startOutboxNotifications();
    cursor = await outboxHead();
    if (ended) return;
    unhear = onOutbox(look);
    // For what was committed between the two.
    look();
  }

  function look(): void {
    again = true;
    if (reading || ended) return;
    reading = true;
    readAll()
      .then(lookIn, (err: unknown) => {
        log.warn({ err }, "the outbox could not be followed");
        lookIn(FAILED_MS);
      })
      .finally(() => {
        reading = false;
      });
  }

  function lookIn(waitMs: number): void {
    clearTimeout(later);
    if (!ended) later = setTimeout(look, waitMs);
  }

  /** Reads until nothing is left, and gives when to look again. */
  async function readAll(): Promise<number> {
    let held = false;
    while (again && !ended) {
      again = false;
      const page = await readOutbox({ after: cursor, limit: FOLLOWER_PAGE_EVENTS });
      cursor = page.cursor;
      held = page.held;
      if (page.events.length > 0) for (const listener of listeners) listener(page.events, cursor);
      if (page.events.length === FOLLOWER_PAGE_EVENTS) again = true;
    }
    heldMs = held ? Math.min(heldMs * 2, HELD_MS_MAX) : HELD_MS_MIN;
    return held ? heldMs : FOLLOWER_LOOK_MS;
  }

  return {
    listeners,
    begun: begin(),
    cursor: () => cursor,
    end: () => {
      ended = true;
      clearTimeout(later);
      unhear();
    },
  };
}
