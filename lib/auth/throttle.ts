import { RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import { sha256 } from "@/lib/crypto/tokens";
import { pool } from "@/lib/db/pool";
import { Refused } from "@/lib/verb/problem";

/** How many attempts at each thing are free before the next has to wait. */
export const FREE_ATTEMPTS = {
  /** Passwords for one account from one address: five wrong ones slow the sixth. */
  "sign-in": 5,
  /** Passwords for one account from anywhere: somebody guesses from many addresses. */
  "sign-in-account": 20,
  /** Passwords for any account from one address: somebody tries one password on many accounts. */
  "sign-in-address": 50,
  /** Passwords for one account in a browser that has signed in to it before, which asks at no other gate. */
  "sign-in-known": 5,
  /** Codes for one account, by whoever has its password. */
  "second-factor": 5,
  /** The same in a browser that has signed in to it before. */
  "second-factor-known": 5,
  /** The current password, asked again of a person who is signed in. */
  "confirm-password": 5,
} as const;
export type ThrottledStep = keyof typeof FREE_ATTEMPTS;

export const FIRST_WAIT_SECONDS = 30;
export const LONGEST_WAIT_SECONDS = 900;

/** Attempts are forgotten a day after the first of them. */
const COUNTED_FOR_SECONDS = 86_400;

/** Six digits are guessed sooner than a password. */
const FIRST_WAIT_OF: Partial<Record<ThrottledStep, number>> = {
  "second-factor": LONGEST_WAIT_SECONDS,
  "second-factor-known": LONGEST_WAIT_SECONDS,
};

/** Where attempts are counted: what is tried, and on whom or from where. */
export interface Gate {
  attempt: ThrottledStep;
  subject: string;
}

/**
 * Counts an attempt at each gate before it is made, so that many at once cannot slip through together. Refuses with the
 * seconds to wait when one of them is closed: 30 seconds after the first attempt too many (codes: 15 minutes), and twice
 * as long after each further one. What is refused counts nowhere, so that trying on does not close a gate for longer.
 * Gives what takes the attempt back, when it was not made after all.
 */
export async function takeAttempt(...gates: Gate[]): Promise<() => Promise<void>> {
  for (const gate of gates) await refuseWhileClosed(gate);
  const undo: (() => Promise<unknown>)[] = [];
  const takeBack = async () => {
    await Promise.all(undo.map((each) => each()));
  };
  try {
    for (const gate of gates) undo.push(await countAt(gate));
  } catch (err) {
    // A gate closed in between.
    await takeBack();
    throw err;
  }
  return takeBack;
}

/** Forgets what was counted: the attempt succeeded. */
export async function forgetAttempts(...gates: Gate[]): Promise<void> {
  const { count, gate: closed } = limiters();
  await Promise.all(gates.map(keyOf).flatMap((key) => [count.delete(key), closed.delete(key)]));
}

/** Takes back one counted attempt, which succeeded, where many people share the gate. */
export async function giveBackAttempt(gate: Gate): Promise<void> {
  await limiters().count.reward(keyOf(gate));
}

async function refuseWhileClosed(gate: Gate): Promise<void> {
  const closed = await limiters().gate.get(keyOf(gate));
  if (closed && closed.msBeforeNext > 0) throw tooMany(closed);
}

/** Counts one attempt, which may close the gate behind it. Gives what undoes that. */
async function countAt(gate: Gate): Promise<() => Promise<unknown>> {
  const { count, gate: closing } = limiters();
  const key = keyOf(gate);
  const { consumedPoints } = await count.consume(key);
  const over = consumedPoints - FREE_ATTEMPTS[gate.attempt];
  if (over < 0) return () => count.reward(key);
  const firstWait = FIRST_WAIT_OF[gate.attempt] ?? FIRST_WAIT_SECONDS;
  const waitSeconds = Math.min(firstWait * 2 ** over, LONGEST_WAIT_SECONDS);
  // Whoever closes the gate passes through it last; the others that came at the same time find it closed.
  try {
    await closing.consume(key, 1, { customDuration: waitSeconds });
  } catch (refusal) {
    await count.reward(key);
    throw isLimiterResult(refusal) ? tooMany(refusal) : refusal;
  }
  return () => Promise.all([count.reward(key), closing.delete(key)]);
}

const holder = globalThis as typeof globalThis & {
  counterfoilThrottle?: { on: unknown; count: RateLimiterPostgres; gate: RateLimiterPostgres };
};

function limiters(): { count: RateLimiterPostgres; gate: RateLimiterPostgres } {
  const on = pool();
  if (holder.counterfoilThrottle?.on !== on) {
    const shared = { storeClient: on, storeType: "pool", tableName: "rate_limit", tableCreated: true };
    holder.counterfoilThrottle = {
      on,
      count: new RateLimiterPostgres({
        ...shared,
        keyPrefix: "attempts",
        points: Number.MAX_SAFE_INTEGER,
        duration: COUNTED_FOR_SECONDS,
      }),
      gate: new RateLimiterPostgres({
        ...shared,
        keyPrefix: "gate",
        points: 1,
        duration: FIRST_WAIT_SECONDS,
      }),
    };
  }
  return holder.counterfoilThrottle;
}

/** Hashed: the table then holds neither e-mail addresses nor anything too long for its key. */
function keyOf({ attempt, subject }: Gate): string {
  return `${attempt}:${sha256(subject.toLowerCase()).toString("base64url")}`;
}

function tooMany({ msBeforeNext }: { msBeforeNext: number }): Refused {
  return new Refused({
    code: "rate_limited",
    retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
  });
}

function isLimiterResult(refusal: unknown): refusal is RateLimiterRes {
  return typeof refusal === "object" && refusal !== null && "msBeforeNext" in refusal;
}
