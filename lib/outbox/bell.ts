import { type Listening, listen } from "@/lib/db/notifications";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";

const CHANNEL = "counterfoil_outbox";

/** How long rings are gathered before the other processes are told: a burst of payments makes one notification. */
export const RING_INTERVAL_MS = 20;

interface Bell {
  /** Tells this process's own rings from the others' in what PostgreSQL passes on. */
  instance: string;
  listeners: Set<() => void>;
  listening: Promise<Listening> | null;
  ringing: NodeJS.Timeout | undefined;
}

// The framework's bundle and the doors each hold a copy of this module: both must hear the same bell.
const holder = globalThis as typeof globalThis & { counterfoilBell?: Bell };

function bell(): Bell {
  holder.counterfoilBell ??= {
    instance: newId(),
    listeners: new Set(),
    listening: null,
    ringing: undefined,
  };
  return holder.counterfoilBell;
}

/**
 * Called whenever the outbox may hold something new: after a commit of this process or another, and after a time in
 * which notifications may have been missed. Several changes may make one call. The function given back ends it.
 */
export function onOutbox(listener: () => void): () => void {
  const { listeners } = bell();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Listens for the other processes, once however often it is called. */
export async function startBell(): Promise<void> {
  const { instance } = bell();
  bell().listening ??= listen([
    {
      channel: CHANNEL,
      onNotification: (from) => from !== instance && tellListeners(),
      onGap: tellListeners,
    },
  ]).catch((err: unknown) => {
    bell().listening = null;
    throw err;
  });
  await bell().listening;
}

/** Ends the listening; a ring is then heard in this process alone. */
export async function stopBell(): Promise<void> {
  const { listening, ringing } = bell();
  clearTimeout(ringing);
  bell().listening = null;
  bell().ringing = undefined;
  await (await listening?.catch(() => null))?.stop();
}

/** Says that something was committed to the outbox: at once in this process, soon after in the others. */
export function ring(): void {
  setImmediate(tellListeners);
  const { listening } = bell();
  if (!listening) return;
  bell().ringing ??= setTimeout(() => {
    bell().ringing = undefined;
    // Whoever misses it hears the next, or looks by itself when it has heard nothing for a while.
    listening
      .then(({ notify }) => notify(CHANNEL, bell().instance))
      .catch((err: unknown) => log.debug({ err }, "a notification was not sent"));
  }, RING_INTERVAL_MS);
}

function tellListeners(): void {
  for (const listener of bell().listeners) listener();
}
