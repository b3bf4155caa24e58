import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { currentTime } from "@/lib/clock/clock";
import { onOutbox } from "@/lib/db/outbox-notifications";
import { directConnectionConfig, during } from "@/lib/db/pool";
import { queryOne } from "@/lib/db/sql";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { TRY_TO_LEAD } from "@/lib/generated/sql/webhooks/sending/try-to-lead";
import { log } from "@/lib/log/log";
import { notifyDeliveries } from "@/lib/webhooks/deliveries/delivery-notifications";
import { openSecret } from "@/lib/webhooks/endpoints/seal-secret";
import { type Claimed, claimDue, nextDueAt, takeBackInterrupted } from "./claim";
import { type FannedOut, fanOut } from "./fan-out";
import { messageIdOf, payloadOf } from "./payload";
import { send } from "./send";
import { settleAttempt } from "./settle-attempt";
import { signedHeaders } from "./sign";

/** One process sends at a time; the others look this often whether it is still there. */
export const STAND_BY_MS = 2_000;
/** How long a sender that hears nothing waits at most: a notification may have been lost, or the test clock moved. */
export const LOOK_AGAIN_MS = 2_000;
/** How soon to look again at events that an older transaction holds up. */
export const HELD_MS = 50;

/** How soon to note again what came of an attempt, where the database could not. */
export const SETTLE_AGAIN_MS = 500;

export const USER_AGENT = "Counterfoil-Webhooks/1";

export interface Sender {
  stop: () => Promise<void>;
}

/** Sends what the outbox holds to the endpoints that asked for it, until stopped; stands by while another process does. */
export function startSender(): Sender {
  const stopping = new AbortController();
  const sending = (async () => {
    while (!stopping.signal.aborted) {
      await during("jobs", () => leadWhileFirst(stopping.signal)).catch((err: unknown) => {
        if (!stopping.signal.aborted) log.warn({ err }, "sending webhooks was broken off");
      });
      await pause(STAND_BY_MS, stopping.signal);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await sending;
    },
  };
}

// The lock is the connection's: a process that is killed lets go at once, and one that loses it stops sending.
async function leadWhileFirst(stopping: AbortSignal): Promise<void> {
  const client = new pg.Client({ ...directConnectionConfig(), keepAlive: true });
  const lost = new AbortController();
  client.on("error", () => lost.abort());
  client.on("end", () => lost.abort());
  try {
    await client.connect();
    const lock = await queryOne(TRY_TO_LEAD, {}, client);
    if (lock?.mine) await lead(client, AbortSignal.any([stopping, lost.signal]));
  } finally {
    await client.end().catch(() => {});
  }
}

// What is claimed is claimed on the connection that leads: nobody leads in its place before the database is done with that
// connection, so that no claim of a process that was killed comes after its deliveries were taken back.
async function lead(client: pg.Client, ended: AbortSignal): Promise<void> {
  await takeBackInterrupted(await currentTime());
  const inFlight = new Map<string, Set<Promise<void>>>();
  const wakeUp = newWakeUp();
  // Whether the outbox may hold what no endpoint has been handed: an attempt that ends says nothing of that.
  let behind = true;
  const silence = onOutbox(() => {
    behind = true;
    wakeUp.wake();
  });
  let handedAtMs = Number.NEGATIVE_INFINITY;
  try {
    while (!ended.aborted) {
      const heard = wakeUp.next();
      const page = behind || performance.now() - handedAtMs >= LOOK_AGAIN_MS ? await handOver() : NOTHING;
      const claimed = await claimDue(await currentTime(), counted(inFlight), client);
      if (page.events > 0 || claimed.length > 0) notifyDeliveries();
      for (const each of claimed) begin(each, inFlight, ended, wakeUp.wake);
      if (page.more) continue;
      await eitherOf(heard, page.held ? HELD_MS : await untilDueMs(), ended);
    }
  } finally {
    silence();
    await Promise.all([...inFlight.values()].flatMap((attempts) => [...attempts]));
  }

  async function handOver(): Promise<FannedOut> {
    // Before it is looked at: what comes meanwhile is looked for again.
    behind = false;
    handedAtMs = performance.now();
    const page = await fanOut(await currentTime());
    behind ||= page.more || page.held;
    return page;
  }
}

const NOTHING: FannedOut = { events: 0, more: false, held: false };

function begin(
  claimed: Claimed,
  inFlight: Map<string, Set<Promise<void>>>,
  ended: AbortSignal,
  done: () => void,
): void {
  const attempts = inFlight.get(claimed.endpointId) ?? new Set();
  inFlight.set(claimed.endpointId, attempts);
  const attempt = attemptOnce(claimed, ended)
    // It stays marked as being sent, and is taken back by whoever sends next.
    .catch((err: unknown) => log.error({ err, deliveryId: claimed.deliveryId }, "an attempt was not settled"))
    .finally(() => {
      attempts.delete(attempt);
      done();
    });
  attempts.add(attempt);
}

async function attemptOnce(claimed: Claimed, ended: AbortSignal): Promise<void> {
  const body = payloadOf(claimed.event);
  const secrets = claimed.secrets.map((sealed) => openSecret(claimed.endpointId, sealed));
  // Signed with the real time: a receiver knows nothing of a test clock.
  const signed = signedHeaders(messageIdOf(claimed.event), new Date(), body, secrets);
  const headers = { ...signed, "user-agent": USER_AGENT };
  const sent = await send({ url: claimed.url, headers, body }, { signal: ended });
  await settleInTheEnd(ended, async () =>
    settleAttempt({ claimed, requestHeaders: headers, sent, now: await currentTime() }),
  );
  notifyDeliveries();
}

// The message has been sent: a database that cannot note it just now is asked again, and the message is not sent again.
async function settleInTheEnd(ended: AbortSignal, settle: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await settle();
    } catch (err) {
      if (ended.aborted || !isPassingRefusal(err)) throw err;
      await pause(SETTLE_AGAIN_MS, ended);
    }
  }
}

function counted(inFlight: ReadonlyMap<string, ReadonlySet<unknown>>): Map<string, number> {
  return new Map([...inFlight].map(([endpointId, attempts]) => [endpointId, attempts.size]));
}

async function untilDueMs(): Promise<number> {
  const [at, now] = [await nextDueAt(), await currentTime()];
  // What is due already waits for its turn or for room, and either rings.
  const dueMs = at === null || at <= now ? LOOK_AGAIN_MS : at.getTime() - now.getTime();
  return Math.min(dueMs, LOOK_AGAIN_MS);
}

/** A wake-up that is not lost while nobody waits: `next` is taken before looking, and awaited after. */
function newWakeUp() {
  let wake = () => {};
  return {
    wake: () => wake(),
    next: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
      }),
  };
}

async function eitherOf(heard: Promise<void>, ms: number, ended: AbortSignal): Promise<void> {
  const over = new AbortController();
  await Promise.race([heard, pause(ms, AbortSignal.any([ended, over.signal]))]);
  over.abort();
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
