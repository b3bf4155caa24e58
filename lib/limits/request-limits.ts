import { networkOf } from "@/lib/auth/network";
import { clientAddress } from "@/lib/http/client-address";
import type { Actor } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { type Limiter, newLimiter, type Verdict } from "./limiter";
import { readRateLimits, WINDOW_MS } from "./settings";

interface Limiters {
  key: Limiter;
  address: Limiter;
  failures: Limiter;
}

// The doors' listener and the framework's bundle each hold a copy of this module.
const holder = globalThis as typeof globalThis & { counterfoilRequestLimits?: Limiters | undefined };

/** How one request stands with the limits it has met: the tightest of them is what its answer tells. */
export interface LimitVerdicts {
  verdict: Verdict | null;
}

/** Counts a request of an address. Refuses with `rate_limited`, also an address that showed too many wrong keys. */
export async function admitAddress(request: Request, standing: LimitVerdicts): Promise<void> {
  const network = networkOfRequest(request);
  if (network === null) return;
  const { address, failures } = limiters();
  note(standing, failures.refusal(network));
  note(standing, await address.take(network));
}

/** Counts a request of a key. Refuses with `rate_limited`. */
export async function admitActor({ type, id }: Actor, standing: LimitVerdicts): Promise<void> {
  if (type === "apiKey") note(standing, await limiters().key.take(id));
}

/** Counts a request that showed no key or a wrong one. Refuses with `rate_limited` when there were too many. */
export async function countFailure(request: Request, standing: LimitVerdicts): Promise<void> {
  const network = networkOfRequest(request);
  const verdict = network === null ? null : await limiters().failures.take(network);
  if (verdict && !verdict.allowed) note(standing, verdict);
}

/** The standard headers: what the limit is, what is left of it, and when it begins again. None where nothing is limited. */
export function limitHeaders({ verdict }: LimitVerdicts): Record<string, string> {
  if (!verdict) return {};
  return {
    "ratelimit-limit": String(verdict.limit),
    "ratelimit-policy": `${verdict.limit};w=${verdict.windowSeconds}`,
    "ratelimit-remaining": String(verdict.remaining),
    "ratelimit-reset": String(secondsUntil(verdict)),
  };
}

/** Begins with the environment's limits and nothing counted. For tests. */
export function forgetRequestLimits(): void {
  holder.counterfoilRequestLimits = undefined;
}

function note(standing: LimitVerdicts, verdict: Verdict | null): void {
  if (!verdict) return;
  const known = standing.verdict;
  if (!known || share(verdict) <= share(known)) standing.verdict = verdict;
  if (!verdict.allowed) throw new Refused({ code: "rate_limited", retryAfterSeconds: secondsUntil(verdict) });
}

function share({ remaining, limit }: Verdict): number {
  return remaining / limit;
}

function secondsUntil({ resetMs }: Verdict): number {
  return Math.max(1, Math.ceil(resetMs / 1_000));
}

function networkOfRequest(request: Request): string | null {
  const address = clientAddress(request.headers);
  return address ? networkOf(address) : null;
}

function limiters(): Limiters {
  holder.counterfoilRequestLimits ??= makeLimiters();
  return holder.counterfoilRequestLimits;
}

function makeLimiters(): Limiters {
  const { keyRequests, addressRequests, addressFailures } = readRateLimits(process.env);
  const windowMs = WINDOW_MS;
  return {
    key: newLimiter("key", { limit: keyRequests, windowMs }),
    address: newLimiter("address", { limit: addressRequests, windowMs }),
    failures: newLimiter("failures", { limit: addressFailures, windowMs }),
  };
}
