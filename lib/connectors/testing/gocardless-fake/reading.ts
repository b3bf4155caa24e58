import type { Books, Made } from "./books";
import { invalidUsage, notFound } from "./fails";

const PAGED = ["after", "before", "limit"];
const CREATED = ["created_at[gt]", "created_at[gte]", "created_at[lt]", "created_at[lte]"];

interface Listed {
  of: (books: Books) => readonly Made[];
  /** What a list can be narrowed by, and what it compares with. */
  filters: Readonly<Record<string, (item: never) => unknown>>;
}

interface Linked {
  links: Record<string, string | undefined>;
}
const link = (name: string) => (item: Linked) => item.links[name];
const status = (item: { status: string }) => item.status;

/** What can be read, one by one and in lists. Any other filter is refused. */
export const READS: Readonly<Record<string, Listed>> = {
  billing_requests: {
    of: ({ billingRequests }) => billingRequests,
    filters: { status, customer: link("customer") },
  },
  mandates: { of: ({ mandates }) => mandates, filters: { status, customer: link("customer") } },
  customer_bank_accounts: {
    of: ({ bankAccounts }) => bankAccounts,
    filters: { customer: link("customer") },
  },
  payments: { of: ({ payments }) => payments, filters: { status, mandate: link("mandate") } },
  refunds: { of: ({ refunds }) => refunds, filters: { payment: link("payment"), mandate: link("mandate") } },
  payouts: { of: ({ payouts }) => payouts, filters: { status } },
  creditors: { of: (books) => [creditorOf(books)], filters: {} },
  events: {
    of: ({ events }) => events,
    filters: {
      action: ({ action }: { action: string }) => action,
      resource_type: (event: { resource_type: string }) => event.resource_type,
      ...{ payment: link("payment"), mandate: link("mandate"), refund: link("refund") },
      ...{ billing_request: link("billing_request"), payout: link("payout") },
    },
  },
};

export function readOne(books: Books, kind: string, id: string): unknown {
  const found = READS[kind]?.of(books).find((each) => each.id === id);
  if (!found) throw notFound();
  return { [kind]: found };
}

export function readList(books: Books, kind: string, asked: URLSearchParams): unknown {
  const listed = READS[kind];
  if (!listed) throw notFound();
  for (const name of asked.keys())
    if (!Object.hasOwn(listed.filters, name) && ![...PAGED, ...CREATED].includes(name))
      throw invalidUsage(400, "invalid_filters", `This stand-in knows no filter ${name}`);
  const items = listed.of(books).filter((item) => fits(item, asked, listed));
  return paged(kind, items, asked);
}

/** What a payout is made of. Its items have no names, so that the place is the cursor. */
export function readPayoutItems(books: Books, asked: URLSearchParams): unknown {
  const payout = asked.get("payout");
  if (!books.payouts.some(({ id }) => id === payout)) throw notFound();
  const items = books.payoutItems.filter((each) => each.payout === payout);
  const shown = items.map(({ type, amount, links }) => ({ type, amount, links, taxes: [] }));
  return { payout_items: shown, meta: { cursors: { before: null, after: null }, limit: 50 } };
}

function fits(item: Made, asked: URLSearchParams, { filters }: Listed): boolean {
  for (const [name, of] of Object.entries(filters)) {
    const wanted = asked.get(name);
    if (wanted !== null && of(item as never) !== wanted) return false;
  }
  const at = Date.parse(item.created_at);
  const compared = CREATED.map((name) => asked.get(name)).map((value) => (value ? Date.parse(value) : null));
  if (compared.some((value) => Number.isNaN(value)))
    throw invalidUsage(400, "invalid_filters", "created_at is no time");
  const [gt, gte, lt, lte] = compared;
  return at > (gt ?? -1) && at >= (gte ?? 0) && at < (lt ?? Infinity) && at <= (lte ?? Infinity);
}

function paged(kind: string, items: readonly Made[], asked: URLSearchParams): unknown {
  const limit = Number(asked.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500)
    throw invalidUsage(400, "invalid_filters", "limit is between 1 and 500");
  const [after, before] = [asked.get("after"), asked.get("before")];
  const from = after ? items.findIndex(({ id }) => id === after) + 1 : 0;
  const until = before ? items.findIndex(({ id }) => id === before) : items.length;
  if ((after && from === 0) || until < 0)
    throw invalidUsage(400, "invalid_filters", "The cursor is not known");
  const shown = before ? items.slice(Math.max(from, until - limit), until) : items.slice(from, from + limit);
  const [first, last] = [shown.at(0), shown.at(-1)];
  const more = last !== undefined && items.at(-1) !== last;
  const cursors = {
    before: first && items.at(0) !== first ? first.id : null,
    after: more ? last.id : null,
  };
  return { [kind]: shown, meta: { cursors, limit } };
}

function creditorOf({ creditor: id, verificationStatus, refundsEnabled }: Books) {
  const currencies = ["GBP", "EUR"];
  return {
    ...{ id, created_at: "2026-01-02T10:00:00.000Z", name: "Lakeside Ceramics", country_code: "GB" },
    verification_status: verificationStatus,
    can_create_refunds: refundsEnabled,
    scheme_identifiers: currencies.map((currency) => ({ id: `SU${currency}`, currency, status: "active" })),
    links: {},
  };
}
