import type { OutboxEvent } from "@/lib/outbox/read";

/** Payments, whom and what they are for, and what is earned by them. */
const ABOUT_PAYMENTS = [
  ...(["payment", "checkout_link", "customer", "policy", "policyholder", "payment_method"] as const),
  ...(["referral", "partnership", "commission"] as const),
] as const;

/**
 * The console's queries that a live stream tells of, by name, and what each shows something of: the first word of an event's
 * type, or of what a mutation names. When such an event comes, and when an action of one's own has made it, the query is
 * read again.
 */
const FOLLOWED = {
  overview: [...ABOUT_PAYMENTS, "payout_run", "payout_line", "endpoint"],
  payments: ["payment", "customer", "policyholder"],
  payment: [...ABOUT_PAYMENTS, "delivery"],
  "checkout-links": ["checkout_link", "payment", "customer"],
  "checkout-link": ["checkout_link", "payment", "customer"],
  customers: ["customer"],
  people: ["customer", "person", "policyholder", "referral"],
  person: [
    ...["payment", "customer", "person", "policyholder", "policy", "payment_method", "referral"],
    ...["checkout_link"],
  ],
  policies: ["policy", "policyholder", "payment", "payment_method"],
  policy: ["policy", "policyholder", "payment", "payment_method", "mandate"],
  policyholders: ["policyholder"],
  policyholder: ["policyholder", "policy", "payment_method"],
  retries: ["payment", "payment_method", "policy", "policyholder"],
  referrals: ["referral", "partnership", "commission"],
  referral: ["referral", "partnership", "commission", "payment"],
  "referral-reports": ["referral", "commission", "payment"],
  partners: ["partner", "partnership"],
  partner: [
    ...["partner", "partnership", "referral", "commission", "payout_run", "payout_line", "bank_account"],
    "payment",
  ],
  commissions: ["commission", "payout_run", "referral", "payment"],
  payouts: ["commission", "payout_run", "payout_line", "bank_account", "partnership", "payment"],
  payout: ["payout_run", "payout_line", "bank_account"],
  // Deliveries and endpoints are no events of the outbox: who sends says so (delivery-notifications).
  endpoints: ["endpoint", "delivery"],
  endpoint: ["endpoint", "delivery"],
  deliveries: ["delivery", "endpoint"],
  delivery: ["delivery", "endpoint"],
} as const satisfies Record<string, readonly string[]>;

/** The queries of what no event tells: an action of one's own has them read again, and whoever opens their page. */
const UNFOLLOWED = {
  "product-modules": ["product_module"],
  "product-module": ["product_module"],
  connectors: ["connector", "connection"],
  accounts: ["connector"],
  imports: ["import", "connector"],
  import: ["import"],
  requests: ["request"],
  request: ["request"],
  "idempotency-key": ["request"],
  account: ["session", "user"],
  team: ["user", "invitation"],
  keys: ["key", "user", "merchant", "partner"],
  merchants: ["merchant"],
  merchant: ["merchant", "bank_account"],
  providers: ["connection", "merchant"],
  provider: ["connection"],
  clock: ["merchant"],
} as const satisfies Record<string, readonly string[]>;

const QUERIES: Record<QueryName, readonly string[]> = { ...FOLLOWED, ...UNFOLLOWED, audit: [] };

export type FollowedQuery = keyof typeof FOLLOWED;

/** Every query of the console; the audit log shows something of whatever is changed. */
export type QueryName = FollowedQuery | keyof typeof UNFOLLOWED | "audit";

/** What something may have happened to; `everything` where time has moved, or all data has come. */
export type Subject =
  | (typeof FOLLOWED)[FollowedQuery][number]
  | (typeof UNFOLLOWED)[keyof typeof UNFOLLOWED][number]
  | "everything";

/** Queries that show payments of one kind alone. */
const KINDS: Partial<Record<FollowedQuery, string>> = {
  "checkout-links": "checkout",
  "checkout-link": "checkout",
  policies: "policy",
  policy: "policy",
  retries: "policy",
  referral: "referral",
  "referral-reports": "referral",
  partner: "referral",
  commissions: "referral",
  payouts: "referral",
};

export function isFollowedQuery(name: string): name is FollowedQuery {
  return Object.hasOwn(FOLLOWED, name);
}

/** The queries that show something of a subject. */
export function queriesShowing(subject: Subject): QueryName[] {
  return (Object.keys(QUERIES) as QueryName[]).filter((name) => shows(name, subject));
}

/** Whether an event may change what a query shows. */
export function changesQuery(
  name: FollowedQuery,
  { type, data }: Pick<OutboxEvent, "type" | "data">,
): boolean {
  const subject = type.slice(0, type.indexOf("."));
  if (!shows(name, subject)) return false;
  // What is no payment may have a kind of its own: a commission has.
  const kind = subject === "payment" ? KINDS[name] : undefined;
  return kind === undefined || data.kind === undefined || data.kind === kind;
}

function shows(name: QueryName, subject: string): boolean {
  return subject === "everything" || name === "audit" || QUERIES[name].includes(subject);
}
