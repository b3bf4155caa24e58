import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { CannotStart } from "@/lib/process/cannot-start";
import { isRefusedForNumber } from "./patient-pool";
import { directConnectionConfig } from "./pool";
import { isPassingRefusal } from "./unavailable";

/** How long to wait before asking again after the listening connection was lost. */
export const RECONNECT_DELAY_MS = 1_000;

/** How often the first connection is tried. */
export const FIRST_ATTEMPTS_MAX = 3;

/** How often where the server has no connection left: those of whoever just ended are free again in a moment. */
export const FIRST_ATTEMPTS_MAX_FULL = 30;

const NONE_LEFT =
  "the database has no connection left for this process: raise max_connections, or the limit of the role or the database, or run fewer processes or give each a smaller DATABASE_POOL_MAX.";

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
 * Resolves once the first connection listens; throws where the database cannot be reached in FIRST_ATTEMPTS_MAX attempts, and
 * CannotStart where it has had no connection left for FIRST_ATTEMPTS_MAX_FULL.
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
    fresh.on("end", () => client === fresh && reconnectLater());
    try {
      await fresh.connect();
      for (const { channel } of subscriptions) await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (err) {
      void fresh.end().catch(() => {});
      throw err;
    }
    client = fresh;
    for (const { onGap } of subscriptions) onGap();
  }

  function reconnectLater(): void {
    if (stopped) return;
    clearTimeout(retry);
    retry = setTimeout(() => connect().catch(() => reconnectLater()), RECONNECT_DELAY_MS);
  }

  // A machine that is busy with its start may be late to hear that it is connected.
  for (let attempt = 1; client === null; attempt++) {
    await connect().catch((err: unknown) => {
      if (isRefusedForNumber(err)) {
        if (attempt >= FIRST_ATTEMPTS_MAX_FULL) throw new CannotStart(NONE_LEFT);
      } else if (attempt >= FIRST_ATTEMPTS_MAX || !isPassingRefusal(err)) throw err;
    });
    if (client === null) await delay(RECONNECT_DELAY_MS);
  }
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
