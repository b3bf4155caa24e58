import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { type Listening, listenToChannels } from "./notifications";

const CHANNEL = "counterfoil_outbox";

/** How long commits are gathered before the other processes are told: a burst of payments makes one notification. */
export const NOTIFY_INTERVAL_MS = 20;

interface OutboxNotifications {
  /** Tells this process's own notifications from the others' in what PostgreSQL passes on. */
  instance: string;
  listeners: Set<() => void>;
  listening: Promise<Listening> | null;
  sending: NodeJS.Timeout | undefined;
}

// The framework's bundle and the doors each hold a copy of this module: both must share the same listeners.
const holder = globalThis as typeof globalThis & { counterfoilOutboxNotifications?: OutboxNotifications };

function state(): OutboxNotifications {
  holder.counterfoilOutboxNotifications ??= {
    instance: newId(),
    listeners: new Set(),
    listening: null,
    sending: undefined,
  };
  return holder.counterfoilOutboxNotifications;
}

/**
 * Called whenever the outbox may hold something new: after a commit of this process or another, and after a time in
 * which notifications may have been missed. Several changes may make one call. The function given back ends it.
 */
export function onOutbox(listener: () => void): () => void {
  const { listeners } = state();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Listens for the other processes, once however often it is called. */
export async function startOutboxNotifications(): Promise<void> {
  const { instance } = state();
  state().listening ??= listenToChannels([
    {
      channel: CHANNEL,
      onNotification: (from) => from !== instance && tellListeners(),
      onGap: tellListeners,
    },
  ]).catch((err: unknown) => {
    state().listening = null;
    throw err;
  });
  await state().listening;
}

/** Ends the listening; a commit is then heard of in this process alone. */
export async function stopOutboxNotifications(): Promise<void> {
  const { listening, sending } = state();
  clearTimeout(sending);
  state().listening = null;
  state().sending = undefined;
  await (await listening?.catch(() => null))?.stop();
}

/** Says that something was committed to the outbox: at once in this process, soon after in the others. */
export function notifyOutbox(): void {
  setImmediate(tellListeners);
  const { listening } = state();
  if (!listening) return;
  state().sending ??= setTimeout(() => {
    state().sending = undefined;
    // Whoever misses it hears the next, or looks by itself when it has heard nothing for a while.
    listening
      .then(({ notify }) => notify(CHANNEL, state().instance))
      .catch((err: unknown) => log.debug({ err }, "a notification was not sent"));
  }, NOTIFY_INTERVAL_MS);
}

function tellListeners(): void {
  for (const listener of state().listeners) listener();
}
