import pg from "pg";
import { directConnectionConfig } from "./pool";

/** How long to wait before asking again after the listening connection was lost. */
export const RECONNECT_DELAY_MS = 1_000;

export interface ChannelSubscription {
  /** PostgreSQL's channel: a plain identifier. */
  channel: string;
  onNotification: (payload: string) => void;
  /** Called when notifications may have been missed: after every new connection. */
  onGap: () => void;
}

export interface Listening {
  /** Passes a payload on to everybody who listens; lost when the connection is away just then. */
  notify: (channel: string, payload: string) => Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Listens on PostgreSQL channels over one connection of its own, which is made again whenever it is lost.
 * Resolves once the first connection listens.
 */
export async function listenToChannels(subscriptions: ChannelSubscription[]): Promise<Listening> {
  let stopped = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let notified: Promise<unknown> = Promise.resolve();

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ ...directConnectionConfig(), keepAlive: true });
    fresh.on("notification", ({ channel, payload }) => {
      for (const each of subscriptions) if (each.channel === channel) each.onNotification(payload ?? "");
    });
    fresh.on("error", () => {});
    fresh.on("end", () => reconnectLater());
    await fresh.connect();
    for (const { channel } of subscriptions) await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    client = fresh;
    for (const { onGap } of subscriptions) onGap();
  }

  function reconnectLater(): void {
    if (stopped) return;
    clearTimeout(retry);
    retry = setTimeout(() => connect().catch(() => reconnectLater()), RECONNECT_DELAY_MS);
  }

  await connect();
  return {
    notify: async (channel, payload) => {
      // One after the other: a connection that is busy takes no second statement.
      const sent = notified.then(() => client?.query("SELECT pg_notify($1, $2)", [channel, payload]));
      notified = sent.catch(() => {});
      await sent;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
