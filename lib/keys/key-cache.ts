import { BoundedMap } from "@/lib/process/bounded-map";
import type { Actor } from "@/lib/verb/context";

export type KeyActor = Extract<Actor, { type: "apiKey" }>;

/** What one look at the database said about a secret. */
export interface KeyLookup {
  actor: KeyActor;
  expiresAt: Date | null;
}

/** How long a process may go on with what it knows of a key when no notification reaches it. */
export const KEY_CACHE_MS = 5_000;

/** How many secrets a process remembers, known and unknown ones apart: guesses cannot push out what is used. */
export const KEY_CACHE_ENTRIES_MAX = 10_000;

interface Entry {
  lookup: KeyLookup | null;
  readAtMs: number;
}

interface Cache {
  known: Map<string, Entry>;
  unknown: Map<string, Entry>;
  /** Grows at every clearing, so that a look begun before it is not remembered after it. */
  generation: number;
}

// The doors' listener and the framework's bundle each hold a copy of this module: both must see a revocation.
const holder = globalThis as typeof globalThis & { counterfoilKeyCache?: Cache };

/** What is remembered of a secret's hash: undefined when nothing is, null when no key has it. */
export function recallKey(hash: string): KeyLookup | null | undefined {
  const { known, unknown } = cache();
  const entry = known.get(hash) ?? unknown.get(hash);
  if (!entry || performance.now() - entry.readAtMs >= KEY_CACHE_MS) return undefined;
  return entry.lookup;
}

/** Remembers a look, unless the cache was cleared since `generation` was read. */
export function rememberKeyLookup(hash: string, lookup: KeyLookup | null, generation: number): void {
  const { known, unknown, generation: current } = cache();
  if (generation !== current) return;
  const entries = lookup ? known : unknown;
  (lookup ? unknown : known).delete(hash);
  entries.set(hash, { lookup, readAtMs: performance.now() });
}

export function keyCacheGeneration(): number {
  return cache().generation;
}

/** Forgets every key: called whenever one was made, rotated or revoked, here or in another process. */
export function clearKeyCache(): void {
  holder.counterfoilKeyCache = newCache(cache().generation + 1);
}

function cache(): Cache {
  holder.counterfoilKeyCache ??= newCache(0);
  return holder.counterfoilKeyCache;
}

function newCache(generation: number): Cache {
  return {
    known: new BoundedMap(KEY_CACHE_ENTRIES_MAX),
    unknown: new BoundedMap(KEY_CACHE_ENTRIES_MAX),
    generation,
  };
}
