import { type Listening, listenToChannels } from "@/lib/db/notifications";
import { query } from "@/lib/db/sql";
import { NOTIFY_DELIVERIES } from "@/lib/generated/sql/webhooks/deliveries/notify-deliveries";
import { log } from "@/lib/log/log";

const CHANNEL = "counterfoil_deliveries";

/** How long changes are gathered before anybody is told: however much is sent, it costs four statements a second. */
export const DELIVERIES_GATHER_MS = 250;

interface Notifications {
  listeners: Set<() => void>;
  listening: Promise<Listening> | null;
  telling: NodeJS.Timeout | undefined;
}

// The framework's bundle and the sender each hold a copy of this module: both must share the same listeners.
const holder = globalThis as typeof globalThis & { counterfoilDeliveries?: Notifications };

function state(): Notifications {
  holder.counterfoilDeliveries ??= { listeners: new Set(), listening: null, telling: undefined };
  return holder.counterfoilDeliveries;
}

/** Says that deliveries have been made, begun or settled; to all processes, soon. What is lost is not said again. */
export function notifyDeliveries(): void {
  const known = state();
  known.telling ??= setTimeout(() => {
    known.telling = undefined;
    query(NOTIFY_DELIVERIES, { channel: CHANNEL }).catch((err: unknown) =>
      log.debug({ err }, "a notification was not sent"),
    );
  }, DELIVERIES_GATHER_MS);
  known.telling.unref();
}

/** Follows all deliveries. What has been missed nobody knows, so that a change is told first. */
export async function followDeliveries(onChange: () => void): Promise<() => void> {
  const leave = await onDeliveries(onChange);
  onChange();
  return leave;
}

/** Calls a listener whenever deliveries may have changed. It is listened only while somebody wants to know. */
export async function onDeliveries(listener: () => void): Promise<() => void> {
  const known = state();
  known.listeners.add(listener);
  const tell = () => {
    for (const each of known.listeners) each();
  };
  known.listening ??= listenToChannels([{ channel: CHANNEL, onNotification: tell, onGap: tell }]);
  const { listening } = known;
  const leave = () => {
    known.listeners.delete(listener);
    if (known.listeners.size > 0 || known.listening !== listening) return;
    known.listening = null;
    listening.then(({ stop }) => stop()).catch(() => {});
  };
  try {
    await listening;
  } catch (err) {
    known.listening = null;
    leave();
    throw err;
  }
  return leave;
}
