import { type Queryable, query } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { COUNT } from "@/lib/generated/sql/checkout/checkout-link/count";
import { FIND } from "@/lib/generated/sql/checkout/checkout-link/find";
import { READ } from "@/lib/generated/sql/checkout/checkout-link/read";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import { textFault } from "@/lib/text/text-fault";
import type { StoredLineItem } from "./checkout-payment";

/** Declines after which a link is locked. Checkout contract. */
export const CARD_ATTEMPTS_MAX = 10;
/** How long it stays locked. */
export const LOCK_MS = HOUR_MS;

/** What a payment's link holds besides the payment. */
export interface CheckoutLink {
  paymentId: string;
  token: string;
  lineItems: StoredLineItem[];
  successRedirectUrl: string | null;
  failureRedirectUrl: string | null;
  savePaymentMethod: boolean;
  expiresAt: Date;
  /** When a customer first looked at it. */
  openedAt: Date | null;
  /** Attempts that reached the connector and were declined since the link was last unlocked. */
  attempts: number;
  lockedUntil: Date | null;
}

export interface LockedCheckout extends LockedPayment {
  link: CheckoutLink;
}

/** Locks the payment behind a link's token, or returns null for a token that opens nothing. */
export async function lockCheckoutByToken(tx: Queryable, token: string): Promise<LockedCheckout | null> {
  const [found] = opensNothing(token) ? [] : await query(FIND, { token }, tx);
  return found ? lockCheckout(tx, found.paymentId) : null;
}

/** Whether an address holds, for a token, what the database cannot even be asked for. */
export function opensNothing(token: string): boolean {
  return textFault(token) !== null;
}

/** Locks a checkout payment with its link. The link is only ever changed under the payment's lock. */
export async function lockCheckout(tx: Queryable, paymentId: string): Promise<LockedCheckout | null> {
  const locked = await lockPayment(tx, paymentId);
  const [link] = await query(READ, { paymentId }, tx);
  return locked && link ? { ...locked, link } : null;
}

/** Counts one declined attempt; the tenth locks the link. Resolves to when it unlocks, or null. */
export async function countDecline(tx: Queryable, link: CheckoutLink, now: Date): Promise<Date | null> {
  const attempts = triesSpent(link, now) + 1;
  const lockedUntil = attempts >= CARD_ATTEMPTS_MAX ? new Date(now.getTime() + LOCK_MS) : null;
  await query(COUNT, { paymentId: link.paymentId, attempts, lockedUntil }, tx);
  return lockedUntil;
}

/** How many of the ten attempts are spent: a lock that has run out gives all of them back. */
export function triesSpent({ attempts, lockedUntil }: CheckoutLink, now: Date): number {
  return lockedUntil && lockedUntil <= now ? 0 : attempts;
}
