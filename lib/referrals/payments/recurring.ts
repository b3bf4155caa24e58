import type { PaymentBody } from "@/lib/referrals/wire";
import { type Interval, monthsOf, mrrOf } from "./mrr";

/** A subscription of a referral's as it is stored. */
export interface KnownSubscription {
  id: string;
  interval: Interval | null;
  intervalCount: bigint | null;
}

/**
 * What a payment says of its subscription, in columns. A later payment of a subscription that leaves out the interval is
 * for the interval the subscription has.
 */
export function recurringOf(input: PaymentBody, subscription: KnownSubscription | null) {
  const interval = input.interval ?? subscription?.interval;
  const count = input.interval_count ?? (input.interval ? 1n : (subscription?.intervalCount ?? 1n));
  return {
    mrr_minor: interval ? mrrOf(input.amount, interval, count).toString() : null,
    months: interval ? monthsOf(interval, count).toString() : null,
  };
}

/** The subscription as the payment leaves it. */
export function subscriptionAfter(
  input: PaymentBody,
  { id, interval, intervalCount }: KnownSubscription,
): KnownSubscription {
  if (!input.interval) return { id, interval, intervalCount };
  return { id, interval: input.interval, intervalCount: input.interval_count ?? 1n };
}
