import type { PaymentKind } from "@/lib/payments/status";
import { BoundedMap } from "@/lib/process/bounded-map";

/** How many idempotency keys a process remembers. */
export const RECENT_KEYS_MAX = 20_000;

/** Where an idempotency key counts: one key may mean another payment at another door or merchant. */
export interface KeyScope {
  kind: PaymentKind;
  merchantId: string;
  idempotencyKey: string;
}

// The framework's bundle and the doors each hold a copy of this module: both learn from both.
const holder = globalThis as typeof globalThis & { counterfoilRecentKeys?: BoundedMap<string, true> };

/**
 * Whether this process has lately met the key on a payment, so that whoever sends it again is answered by a read instead of
 * by the statement that records. It may have been forgotten, or been used elsewhere: the database alone decides.
 */
export function isRecentKey(scope: KeyScope): boolean {
  return recent().has(textOf(scope));
}

/** Remembers a key that the database says is used. */
export function rememberIdempotencyKey(scope: KeyScope): void {
  recent().set(textOf(scope), true);
}

function recent(): BoundedMap<string, true> {
  holder.counterfoilRecentKeys ??= new BoundedMap(RECENT_KEYS_MAX);
  return holder.counterfoilRecentKeys;
}

function textOf({ kind, merchantId, idempotencyKey }: KeyScope): string {
  return `${kind} ${merchantId} ${idempotencyKey}`;
}
