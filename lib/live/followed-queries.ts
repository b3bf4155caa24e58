import type { OutboxEvent } from "@/lib/outbox/read";

/**
 * The console's queries, by name, and what each shows something of: the first word of an event's type. When such an event
 * comes by a live stream, and when an action of one's own has made it, the query is read again.
 */
const FOLLOWED = {
  overview: ["payment", "endpoint", "payment_method", "commission", "payout_run"],
  payments: ["payment"],
  payment: ["payment", "checkout_link", "payment_method", "delivery"],
  "checkout-links": ["checkout_link", "payment"],
  retries: ["payment", "payment_method"],
  referrals: ["referral"],
  commissions: ["commission", "payout_run"],
  payouts: ["commission", "payout_run", "payout_line"],
  // Deliveries and endpoints are no events of the outbox: who sends says so (delivery-notifications).
  deliveries: ["delivery", "endpoint"],
  delivery: ["delivery", "endpoint"],
} as const satisfies Record<string, readonly string[]>;

export type FollowedQuery = keyof typeof FOLLOWED;

/** What something may have happened to. */
export type Subject = (typeof FOLLOWED)[FollowedQuery][number];

/** Queries that show payments of one kind alone. */
const KINDS: Partial<Record<FollowedQuery, string>> = { "checkout-links": "checkout", retries: "policy" };

export function isFollowedQuery(name: string): name is FollowedQuery {
  return Object.hasOwn(FOLLOWED, name);
}

/** The queries that show something of a subject. */
export function queriesShowing(subject: Subject): FollowedQuery[] {
  return (Object.keys(FOLLOWED) as FollowedQuery[]).filter((name) => shows(name, subject));
}

/** Whether an event may change what a query shows. */
export function changesQuery(
  name: FollowedQuery,
  { type, data }: Pick<OutboxEvent, "type" | "data">,
): boolean {
  if (!shows(name, type.slice(0, type.indexOf(".")))) return false;
  const kind = KINDS[name];
  return kind === undefined || data.kind === undefined || data.kind === kind;
}

function shows(name: FollowedQuery, subject: string): boolean {
  return FOLLOWED[name].some((each) => each === subject);
}
