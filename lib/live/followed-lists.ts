import type { OutboxEvent } from "@/lib/outbox/read";

/** The lists that are read again when something in them has changed, and the events that say so. */
const FOLLOWED = {
  overview: ["payment."],
  "checkout-links": ["checkout_link.", "payment."],
  retries: ["payment.", "payment_method."],
  referrals: ["referral."],
  commissions: ["commission.", "payout_run."],
  payouts: ["commission.", "payout_run."],
  // Deliveries are no events: who sends them says so (delivery-notifications).
  deliveries: [],
} as const satisfies Record<string, readonly string[]>;

export type FollowedList = keyof typeof FOLLOWED;

const KINDS: Partial<Record<FollowedList, string>> = { "checkout-links": "checkout", retries: "policy" };

export function isFollowedList(name: string): name is FollowedList {
  return Object.hasOwn(FOLLOWED, name);
}

/** Whether an event may change what a list shows. */
export function changesList(list: FollowedList, { type, data }: Pick<OutboxEvent, "type" | "data">): boolean {
  if (!FOLLOWED[list].some((prefix: string) => type.startsWith(prefix))) return false;
  const kind = KINDS[list];
  return kind === undefined || data.kind === undefined || data.kind === kind;
}
