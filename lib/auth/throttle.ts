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
  /** The current password, asked again of a person who is signed in. */
  "confirm-password": 5,
} as const;
export type Attempt = keyof typeof FREE_ATTEMPTS;

export const FIRST_WAIT_SECONDS = 30;
export const LONGEST_WAIT_SECONDS = 900;

/** Attempts are forgotten a day after the first of them. */
const COUNTED_FOR_SECONDS = 86_400;

/**
 * Counts an attempt before it is made, so that many at once cannot slip through together. Refuses with the seconds to
 * wait when too many were made: 30 seconds after the first too many, and twice as long after each further one.
 */
export async function takeAttempt(attempt: Attempt, subject: string): Promise<void> {
  const { count, gate } = limiters();
  const key = keyOf(attempt, subject);
  const closed = await gate.get(key);
  if (closed && closed.msBeforeNext > 0) throw tooMany(closed);
  const { consumedPoints } = await count.consume(key);
  const over = consumedPoints - FREE_ATTEMPTS[attempt];
  if (over < 0) return;
  const waitSeconds = Math.min(FIRST_WAIT_SECONDS * 2 ** over, LONGEST_WAIT_SECONDS);
  // Whoever closes the gate passes through it last; the others that came at the same time find it closed.
  await gate.consume(key, 1, { customDuration: waitSeconds }).catch((refusal: unknown) => {
    throw isLimiterResult(refusal) ? tooMany(refusal) : refusal;
  });
}

/** Forgets what was counted: the attempt succeeded. */
export async function forgetAttempts(attempt: Attempt, subject: string): Promise<void> {
  const { count, gate } = limiters();
  const key = keyOf(attempt, subject);
  await Promise.all([count.delete(key), gate.delete(key)]);
}

/** Takes back one counted attempt, which was none: for what many people share, such as an address. */
export async function giveBackAttempt(attempt: Attempt, subject: string): Promise<void> {
  await limiters().count.reward(keyOf(attempt, subject));
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
function keyOf(attempt: Attempt, subject: string): string {
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
