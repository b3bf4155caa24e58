import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { submitCard } from "../submit-card";
import type { Ledger, Seen } from "./ledger";

/** How many customers and programs there are at a time. */
export const CLIENTS = 12;

/** How many programs make payments that nobody pays, and how many each makes at one moment: these share statements. */
export const PROGRAMS = 2;
export const PAYMENTS_AT_ONCE = 16;
const PROGRAM_PAUSE_MS = 200;

/** How many of the newest payments a customer's shop asks for after each creation. */
const LISTED_MAX = 100;

const RETRY_MS = 50;
const ANSWER_MS_MAX = 5_000;
/** How long one of them goes on asking after everybody was told to come to an end. */
const GIVE_UP_MS = 60_000;

const PAYING_CARD = "4242424242424242";
const DECLINED_CARD = "4000000000000002";
/** One in so many customers first tries a card that is declined. */
const DECLINED_EVERY = 4;
/** Where a paid customer is sent: the page that says so is told from one that does not by its address. */
const PAID_ADDRESS = "https://shop.example/paid";

/** Clients that make payments, pay them and ask again until they are answered. */
export interface Clients {
  /** No new payments; resolves when each has its answers, to how many gave up without. */
  finish: () => Promise<number>;
}

export function startClients(url: string, apiKey: string, ledger: Ledger): Clients {
  let stopped = false;
  let giveUpAtMs = Number.POSITIVE_INFINITY;
  const untilAnswered = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      ledger.requests++;
      try {
        return await ask();
      } catch (err) {
        ledger.faults++;
        if (performance.now() > giveUpAtMs) throw err;
        await delay(RETRY_MS);
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let number = 0; !stopped; number++) {
      const entry = ledger.open(randomUUID());
      const paymentUrl = await untilAnswered(() => create(url, apiKey, entry, ledger));
      await untilAnswered(() => findInList(url, apiKey, entry));
      const declinedFirst = (client + number) % DECLINED_EVERY === 0;
      if (declinedFirst) await untilAnswered(() => pay(paymentUrl, DECLINED_CARD, entry));
      await untilAnswered(() => pay(paymentUrl, PAYING_CARD, entry));
    }
  });
  const programs = Array.from({ length: PROGRAMS }, async () => {
    while (!stopped) {
      const made = Array.from({ length: PAYMENTS_AT_ONCE }, () => {
        const entry = ledger.open(randomUUID());
        return untilAnswered(() => create(url, apiKey, entry, ledger));
      });
      const failed = (await Promise.allSettled(made)).find(({ status }) => status === "rejected");
      if (failed) throw new Error("a program gave up");
      await delay(PROGRAM_PAUSE_MS);
    }
  });
  return {
    finish: async () => {
      stopped = true;
      giveUpAtMs = performance.now() + GIVE_UP_MS;
      const ends = await Promise.allSettled([...clients, ...programs]);
      return ends.filter(({ status }) => status === "rejected").length;
    },
  };
}

/** Makes the payment of a key, or learns of it. The key is the same however often it is asked. */
export async function create(url: string, apiKey: string, entry: Seen, ledger: Ledger): Promise<string> {
  const sentAtMs = performance.now();
  const answer = await fetch(`${url}/v0/payments`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ amount: "49.00", currency: "GBP", idempotencyKey: entry.key, successRedirectUrl: PAID_ADDRESS },
    }),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  if (answer.status !== 201 && answer.status !== 200) throw new Error(`answered with ${answer.status}`);
  const { id, createdAt, paymentUrl } = (await answer.json()) as Record<string, string>;
  if (!id || !createdAt || !paymentUrl) throw new Error("answered with a payment that lacks something");
  entry.createdAt = createdAt;
  ledger.acknowledge(entry, id, sentAtMs);
  return url + new URL(paymentUrl).pathname;
}

/** Whether the newest payments have one that was acknowledged before they were asked for, whichever server they came from. */
async function findInList(url: string, apiKey: string, entry: Seen): Promise<void> {
  const answer = await fetch(`${url}/v0/payments?limit=${LISTED_MAX}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  if (answer.status !== 200) throw new Error(`answered with ${answer.status}`);
  const { data } = (await answer.json()) as { data: { id: string; createdAt: string }[] };
  const reachesBack = data.length < LISTED_MAX || data.some(({ createdAt }) => createdAt < entry.createdAt);
  entry.missedInList = reachesBack && !data.some(({ id }) => id === entry.id);
}

async function pay(paymentUrl: string, card: string, entry: Seen): Promise<void> {
  const answer = await submitCard(paymentUrl, card, AbortSignal.timeout(ANSWER_MS_MAX));
  if (answer.kind === "declined") entry.declines++;
  if (answer.kind === "go" && answer.to.startsWith(PAID_ADDRESS)) entry.paid = true;
}
