import { AsyncLocalStorage } from "node:async_hooks";
import { availableParallelism } from "node:os";
import { PASSWORD_TURN, Refused } from "@/lib/verb/problem";

/**
 * How many passwords one process hashes at a time. Each keeps a processor busy for some 60 ms and holds 32 MiB; one
 * processor is left for everything else, and one of the four threads that also read files and look up names.
 */
export const PASSWORDS_AT_ONCE = Math.min(3, Math.max(1, availableParallelism() - 1));

/** How many may wait for one lane: a person, or the network an unknown browser asks from. */
export const PASSWORDS_WAITING_PER_LANE_MAX = 20;

/** How many may wait for all unknown browsers together. */
export const PASSWORDS_WAITING_MAX = 60;

/** When whoever found the queue full should come back. */
export const PASSWORDS_RETRY_AFTER_SECONDS = 2;

/**
 * Whose password is hashed. Lanes take turns, so that one which is flooded does not hold up the others; those that
 * are known (signed in, invited, or a browser they signed in with before) go before all that are not.
 */
export interface PasswordLane {
  name: string;
  known: boolean;
}

const AT_HAND: PasswordLane = { name: "server", known: true };

type Lanes = Map<string, (() => void)[]>;

interface Queue {
  lane: AsyncLocalStorage<PasswordLane>;
  running: number;
  known: Lanes;
  unknown: Lanes;
}

// The framework's bundle and the server's own copy of this module share the processors.
const holder = globalThis as typeof globalThis & { counterfoilPasswordQueue?: Queue };

function queue(): Queue {
  holder.counterfoilPasswordQueue ??= {
    lane: new AsyncLocalStorage(),
    running: 0,
    known: new Map(),
    unknown: new Map(),
  };
  return holder.counterfoilPasswordQueue;
}

/** Whatever `work` hashes waits in this lane, also what a library does in between. */
export function inPasswordLane<T>(lane: PasswordLane, work: () => Promise<T>): Promise<T> {
  return queue().lane.run(lane, work);
}

/** Runs `hash` when it is its turn. Refuses `unavailable` when too many wait already: then nothing was done. */
export async function inPasswordTurn<T>(hash: () => Promise<T>): Promise<T> {
  const shared = queue();
  if (shared.running >= PASSWORDS_AT_ONCE) await turn(shared, shared.lane.getStore() ?? AT_HAND);
  else shared.running += 1;
  try {
    return await hash();
  } finally {
    // Whoever is next takes this place, so that nobody who comes just now can take it instead.
    const next = takeNext(shared.known) ?? takeNext(shared.unknown);
    if (next) next();
    else shared.running -= 1;
  }
}

function turn({ known, unknown }: Queue, lane: PasswordLane): Promise<void> {
  const lanes = lane.known ? known : unknown;
  const waiting = lanes.get(lane.name) ?? [];
  const full = !lane.known && [...unknown.values()].flat().length >= PASSWORDS_WAITING_MAX;
  if (full || waiting.length >= PASSWORDS_WAITING_PER_LANE_MAX) throw tooManyWait();
  return new Promise((resolve) => lanes.set(lane.name, [...waiting, resolve]));
}

/** The first of the lane that has waited longest for a turn; the lane then goes to the end. */
function takeNext(lanes: Lanes): (() => void) | undefined {
  for (const [name, [first, ...others]] of lanes) {
    lanes.delete(name);
    if (others.length > 0) lanes.set(name, others);
    return first;
  }
  return undefined;
}

function tooManyWait(): Refused {
  return new Refused({
    code: "unavailable",
    retryAfterSeconds: PASSWORDS_RETRY_AFTER_SECONDS,
    waitedFor: PASSWORD_TURN,
    nothingDone: true,
  });
}
