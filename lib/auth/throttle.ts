import { RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import { sha256 } from "@/lib/crypto/tokens";
import { pool } from "@/lib/db/pool";
import type { PrismaTransaction } from "@/lib/db/sql";
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
  /** Where it is counted by itself, when it is not counted everywhere together. */
  from?: string;
}

/** Takes back what was counted, at all gates or at these, and opens those again that the attempt had closed. */
export type UndoAttempt = (...of: Gate[]) => Promise<void>;

/**
 * Counts an attempt at each gate before it is made, so that many at once cannot slip through together. Refuses with the
 * seconds to wait when one of them is closed: 30 seconds after the first attempt too many (codes: 15 minutes), and twice
 * as long after each further one. What is refused counts nowhere, so that trying on does not close a gate for longer.
 * Gives what takes the attempt back, when it was not made after all, or was right where many people share a gate.
 */
export async function takeAttempt(...gates: Gate[]): Promise<UndoAttempt> {
  for (const gate of gates) await refuseWhileClosed(gate);
  const undo = new Map<Gate, () => Promise<unknown>>();
  const takeBack: UndoAttempt = async (...of) => {
    const these = of.length > 0 ? of : [...undo.keys()];
    await Promise.all(these.map((gate) => undo.get(gate)?.()));
  };
  try {
    for (const gate of gates) undo.set(gate, await countAt(gate));
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

/** Forgets what anybody was counted for who tried to be this person, wherever they did, but in browsers that are known. */
export async function forgetAttemptsOn(
  { db }: PrismaTransaction,
  { id, email }: { id: string; email: string },
): Promise<void> {
  const gates: Gate[] = [
    { attempt: "sign-in-account", subject: email },
    { attempt: "second-factor", subject: id },
    { attempt: "confirm-password", subject: id },
  ];
  const everywhere = keyOf({ attempt: "sign-in", subject: email });
  await db.rateLimit.deleteMany({
    where: {
      OR: [
        { key: { in: gates.map(keyOf).flatMap((key) => [`${COUNTS}:${key}`, `${GATES}:${key}`]) } },
        { key: { startsWith: `${COUNTS}:${everywhere}:` } },
        { key: { startsWith: `${GATES}:${everywhere}:` } },
      ],
    },
  });
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
  const closedAtMs = performance.now();
  try {
    await closing.consume(key, 1, { customDuration: waitSeconds });
  } catch (refusal) {
    await count.reward(key);
    throw isLimiterResult(refusal) ? tooMany(refusal) : refusal;
  }
  // What was closed for longer than it should be is open by itself, or another has closed it meanwhile.
  const isStillOurs = () => performance.now() - closedAtMs < waitSeconds * 1_000;
  return () => Promise.all([count.reward(key), isStillOurs() && closing.delete(key)]);
}

const COUNTS = "attempts";
const GATES = "gate";

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
        keyPrefix: COUNTS,
        points: Number.MAX_SAFE_INTEGER,
        duration: COUNTED_FOR_SECONDS,
      }),
      gate: new RateLimiterPostgres({
        ...shared,
        keyPrefix: GATES,
        points: 1,
        duration: FIRST_WAIT_SECONDS,
      }),
    };
  }
  return holder.counterfoilThrottle;
}

/** Hashed: the table then holds neither e-mail addresses nor anything too long for its key. */
function keyOf({ attempt, subject, from }: Gate): string {
  const hashed = (text: string) => sha256(text.toLowerCase()).toString("base64url");
  return [attempt, hashed(subject), ...(from === undefined ? [] : [hashed(from)])].join(":");
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
