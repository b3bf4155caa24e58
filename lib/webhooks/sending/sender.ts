import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { currentTime } from "@/lib/clock/clock";
import { currentHold } from "@/lib/db/hold";
import { onOutbox } from "@/lib/db/outbox-notifications";
import { directConnectionConfig, during } from "@/lib/db/pool";
import { queryOne } from "@/lib/db/sql";
import { isPassingRefusal } from "@/lib/db/unavailable";
import { TRY_TO_LEAD } from "@/lib/generated/sql/webhooks/sending/try-to-lead";
import { log } from "@/lib/log/log";
import { notifyDeliveries } from "@/lib/webhooks/deliveries/delivery-notifications";
import { openSecret } from "@/lib/webhooks/endpoints/seal-secret";
import { type Claimed, claimDue, ENDPOINT_CONCURRENCY, nextDueAt, takeBackInterrupted } from "./claim";
import { type FannedOut, fanOut } from "./fan-out";
import { messageIdOf, payloadOf } from "./payload";
import { send } from "./send";
import { type MadeAttempt, settleAttempt } from "./settle-attempt";
import { signedHeaders } from "./sign";

/** One process sends at a time; the others look this often whether it is still there. */
export const STAND_BY_MS = 2_000;
/** How long a sender that hears nothing waits at most: a notification may have been lost, or the test clock moved. */
export const LOOK_AGAIN_MS = 2_000;
/** How soon to look again while attempts are under way, of which each that ends rings: when more is due nobody asks. */
export const WHILE_UNDER_WAY_MS = 250;
/** How long events are gathered since some were last handed to the endpoints. */
export const EVENTS_GATHER_MS = 10;
/** How soon to look again at events that an older transaction holds up. */
export const HELD_MS = 50;

/** How soon to note again what came of an attempt, where the database could not. */
export const SETTLE_AGAIN_MS = 500;

/** How long an endpoint's answers are gathered before the next messages are claimed, unless it has room for half of them. */
export const ANSWERS_GATHER_MS = 2;

/** How many attempts that are over may wait to be noted before no more are begun: so many are sent again after a kill. */
export const UNNOTED_MAX = 128;

export const USER_AGENT = "Counterfoil-Webhooks/1";

export interface Sender {
  stop: () => Promise<void>;
}

/**
 * Sends what the outbox holds to the endpoints that asked for it, until stopped; stands by while another process does, and
 * while the database is held.
 */
export function startSender(): Sender {
  const stopping = new AbortController();
  const sending = (async () => {
    while (!stopping.signal.aborted) {
      await during("jobs", () => leadUnlessHeld(stopping.signal)).catch((err: unknown) => {
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

async function leadUnlessHeld(stopping: AbortSignal): Promise<void> {
  if (!(await currentHold())) await leadWhileFirst(stopping);
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
  const attempts = newAttempts();
  const wakeUp = newWakeUp();
  // When the outbox is looked at next: an attempt that ends says nothing of that.
  let [handedAtMs, nextAtMs] = [Number.NEGATIVE_INFINITY, 0];
  const silence = onOutbox(() => {
    const nowMs = performance.now();
    const atMs = Math.max(nowMs, handedAtMs + EVENTS_GATHER_MS);
    if (atMs >= nextAtMs) return;
    nextAtMs = atMs;
    if (atMs > nowMs) setTimeout(wakeUp.wake, atMs - nowMs);
    else wakeUp.wake();
  });
  try {
    while (!ended.aborted) {
      const heard = wakeUp.next();
      const page = performance.now() >= nextAtMs ? await handOver() : NOTHING;
      const claimed =
        attempts.unnoted() < UNNOTED_MAX
          ? await claimDue(await currentTime(), attempts.underWay, client)
          : [];
      if (page.events > 0 || claimed.length > 0) notifyDeliveries();
      for (const each of claimed) attempts.begin(each, ended, wakeUp);
      if (page.more || heard.hasRung()) continue;
      const waitMs = attempts.areAny() ? WHILE_UNDER_WAY_MS : await untilDueMs();
      await eitherOf(heard.rung, Math.min(waitMs, Math.max(0, nextAtMs - performance.now())), ended);
    }
  } finally {
    silence();
    await attempts.allSettled();
  }

  async function handOver(): Promise<FannedOut> {
    handedAtMs = performance.now();
    // Before it is looked at: what comes meanwhile is looked for again.
    nextAtMs = handedAtMs + LOOK_AGAIN_MS;
    const page = await fanOut(await currentTime());
    if (page.more) nextAtMs = 0;
    else if (page.held) nextAtMs = Math.min(nextAtMs, performance.now() + HELD_MS);
    return page;
  }
}

const NOTHING: FannedOut = { events: 0, more: false, held: false };

/** The attempts that are under way, by endpoint, and those that are over and still being noted. */
function newAttempts() {
  const underWay = new Map<string, number>();
  const unsettled = new Set<Promise<void>>();
  let unnoted = 0;

  async function attempt(claimed: Claimed, ended: AbortSignal, { wake, wakeSoon }: WakeUp): Promise<void> {
    const { endpointId, deliveryId } = claimed;
    underWay.set(endpointId, (underWay.get(endpointId) ?? 0) + 1);
    try {
      const made = await makeAttempt(claimed, ended).finally(() => {
        // The endpoint has room for the next as soon as it has answered.
        const left = (underWay.get(endpointId) ?? 1) - 1;
        underWay.set(endpointId, left);
        unnoted++;
        if (left <= ENDPOINT_CONCURRENCY / 2) wake();
        else wakeSoon();
      });
      await settleInTheEnd(ended, async () => settleAttempt({ ...made, now: await currentTime() }));
      notifyDeliveries();
    } catch (err) {
      // It stays marked as being sent, and is taken back by whoever sends next.
      log.error({ err, deliveryId }, "an attempt was not settled");
    } finally {
      unnoted--;
      wakeSoon();
    }
  }

  return {
    underWay,
    areAny: () => unsettled.size > 0,
    unnoted: () => unnoted,
    begin(claimed: Claimed, ended: AbortSignal, wakeUp: WakeUp): void {
      const settled = attempt(claimed, ended, wakeUp).finally(() => unsettled.delete(settled));
      unsettled.add(settled);
    },
    allSettled: () => Promise.all(unsettled),
  };
}

async function makeAttempt(claimed: Claimed, ended: AbortSignal): Promise<Omit<MadeAttempt, "now">> {
  const body = payloadOf(claimed.event);
  const secrets = claimed.secrets.map((sealed) => openSecret(claimed.endpointId, sealed));
  // Signed with the real time: a receiver knows nothing of a test clock.
  const signed = signedHeaders(messageIdOf(claimed.event), new Date(), body, secrets);
  const requestHeaders = { ...signed, "user-agent": USER_AGENT };
  const sent = await send({ url: claimed.url, headers: requestHeaders, body }, { signal: ended });
  return { claimed, requestHeaders, sent };
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

async function untilDueMs(): Promise<number> {
  const [at, now] = [await nextDueAt(), await currentTime()];
  // What is due already waits for its turn or for room, and either rings.
  return at === null || at <= now ? LOOK_AGAIN_MS : at.getTime() - now.getTime();
}

type WakeUp = Pick<ReturnType<typeof newWakeUp>, "wake" | "wakeSoon">;

/** A wake-up that is not lost while nobody waits: `next` is taken before looking, and awaited after. */
function newWakeUp() {
  let wake = () => {};
  let isSoon = false;
  return {
    wake: () => wake(),
    wakeSoon: () => {
      if (isSoon) return;
      isSoon = true;
      setTimeout(() => {
        isSoon = false;
        wake();
      }, ANSWERS_GATHER_MS);
    },
    next: () => {
      let hasRung = false;
      const rung = new Promise<void>((resolve) => {
        wake = () => {
          hasRung = true;
          resolve();
        };
      });
      return { rung, hasRung: () => hasRung };
    },
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
