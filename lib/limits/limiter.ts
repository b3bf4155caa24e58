import { BoundedMap } from "@/lib/process/bounded-map";
import { lease } from "./lease";

/** What a limiter says of one request. Points are requests. */
export interface Verdict {
  allowed: boolean;
  limit: number;
  windowSeconds: number;
  remaining: number;
  /** Until the window ends and everything begins again. */
  resetMs: number;
}

export interface Limiter {
  /** Takes one point; null where nothing can be said, because the limit is off or the database is away. */
  take: (subject: string) => Promise<Verdict | null> | Verdict | null;
  /** The refusal that this process remembers for the subject, or null. Takes nothing and asks nobody. */
  refusal: (subject: string) => Verdict | null;
}

/** How many subjects a process remembers; the one it has known longest makes room. */
const SUBJECTS_MAX = 50_000;

/** How long a database that is away is not asked again. */
const AWAY_MS = 1_000;

/** What this process holds of one subject's window. */
interface Held {
  /** Points that were leased and not used yet. */
  left: number;
  /** Points that nobody had leased when we last did. */
  beyond: number;
  endsAtMs: number;
}

/**
 * At most `limit` points per window and subject, over all processes together. Points are leased from the database in
 * blocks, a share of what is left each time, and used up here: most requests cost no round trip, the blocks are small
 * where the window is nearly used up, and an exhausted window is remembered. Windows go by the database's real clock.
 */
export function newLimiter(name: string, { limit, windowMs }: { limit: number; windowMs: number }): Limiter {
  const subjects = new BoundedMap<string, Held>(SUBJECTS_MAX);
  const leasing = new Map<string, Promise<Held>>();
  let awayUntilMs = 0;

  function take(subject: string): ReturnType<Limiter["take"]> {
    if (limit === 0) return null;
    const held = heldNow(subject);
    if (held && held.left > 0) return use(held);
    if (held?.beyond === 0) return verdict(held, false);
    return performance.now() < awayUntilMs ? null : leaseAndTake(subject);
  }

  async function leaseAndTake(subject: string): Promise<Verdict | null> {
    try {
      await leaseOnce(subject);
    } catch {
      // Fails open: without the database the request itself will fail, and in its own words.
      awayUntilMs = performance.now() + AWAY_MS;
      return null;
    }
    return take(subject);
  }

  /** Many requests that find a block used up share one lease. */
  function leaseOnce(subject: string): Promise<Held> {
    const running = leasing.get(subject);
    if (running) return running;
    const begun = leaseMore(subject).finally(() => leasing.delete(subject));
    leasing.set(subject, begun);
    return begun;
  }

  async function leaseMore(subject: string): Promise<Held> {
    // From before asking, so that a window never seems to last longer here than it does there.
    const askedAtMs = performance.now();
    const { points, beyond, endsInMs } = await lease({ key: `${name}:${subject}`, limit, windowMs });
    const held = { left: points, beyond, endsAtMs: askedAtMs + endsInMs };
    subjects.set(subject, held);
    return held;
  }

  function heldNow(subject: string): Held | undefined {
    const held = subjects.get(subject);
    return held && performance.now() < held.endsAtMs ? held : undefined;
  }

  function use(held: Held): Verdict {
    held.left--;
    return verdict(held, true);
  }

  function verdict({ left, beyond, endsAtMs }: Held, allowed: boolean): Verdict {
    const resetMs = Math.max(0, endsAtMs - performance.now());
    return { allowed, limit, windowSeconds: windowMs / 1_000, remaining: left + beyond, resetMs };
  }

  return {
    take,
    refusal: (subject) => {
      const held = heldNow(subject);
      return held && held.left === 0 && held.beyond === 0 ? verdict(held, false) : null;
    },
  };
}
