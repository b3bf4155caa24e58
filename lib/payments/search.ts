import { z } from "zod";
import { HOUR_MS } from "@/lib/durations";
import { isDecimalAmount } from "@/lib/money/decimal";
import { RELATIVE_RANGES } from "@/lib/search/days";
import { fitsOrder } from "@/lib/search/keyset";
import { orderedCursorField, searchedText } from "@/lib/search/search-fields";
import { PAYMENT_CATEGORIES, PAYMENT_DIRECTIONS } from "./category";
import { orderOf, PAYMENT_SORTS, sortOf } from "./sort";
import { PAYMENT_KINDS, PAYMENT_STATUSES } from "./status";

/** Free text needs this many characters: fewer are in nearly every payment. */
export const SEARCH_TEXT_MIN = 3;
export const SEARCH_TEXT_MAX = 200;
/** Each word is looked for by itself, and costs as much. */
export const SEARCH_WORDS_MAX = 12;

/** Of words that many payments have, a page is looked for among so many; the next page begins behind them. */
export const WALKED_ROWS_MAX = 12_000;

/** How long an attempt may be without an outcome before a person should look. */
export const UNKNOWN_PATIENCE_MS = HOUR_MS;

const day = z.iso.date();
const amount = z.string().refine(isDecimalAmount);

/** Each parameter of the address and what it may hold. The form, the query and the CSV link are this one object. */
const PARAMETERS = {
  status: z.array(z.enum(PAYMENT_STATUSES)),
  kind: z.array(z.enum(PAYMENT_KINDS)),
  /** What payments are, and which way their money goes. */
  type: z.array(z.enum(PAYMENT_CATEGORIES)),
  direction: z.array(z.enum(PAYMENT_DIRECTIONS)),
  currency: z.array(z.string().regex(/^[A-Z]{3}$/)),
  merchant: z.array(z.uuid()),
  connector: z.array(z.uuid()),
  scheme: z.array(z.string().regex(/^[a-z0-9 ]{1,20}$/)),
  /** How a payment failed, or any of its attempts was declined. */
  failure: z.array(z.string().regex(/^[\w.-]{1,64}$/)),
  /** `unknown`: an attempt has been without an outcome for UNKNOWN_PATIENCE_MS. */
  outcome: z.enum(["unknown"]),
  /** `key=value`: payments whose metadata has exactly that. */
  metadata: z.array(searchedText.regex(/^[^=]+=.*$/s).max(600)),
  /** Payments of which an attempt failed, whatever became of them. */
  attempts: z.enum(["failed"]),
  /** `possible`: the newest payments that may be one paid twice (lib/payments/duplicates.ts). */
  duplicates: z.enum(["possible"]),
  /** Whether its money is real; `not_test` is all but tests, what was only reported too. */
  mode: z.enum(["test", "live", "not_test"]),
  /** Retries that collected what had failed: `any` whenever, a range by the day it was decided. */
  recovered: z.enum(["any", ...RELATIVE_RANGES]),
  /** `none`: no other attempt at the same money waits, is under way, has succeeded or has failed since. */
  again: z.enum(["none"]),
  /** The wire id of an account that money left or reached. */
  account: z.string().regex(/^[\w-]{1,8000}$/),
  /** Decimal, in the payment's currency. */
  min: amount,
  max: amount,
  range: z.enum(RELATIVE_RANGES),
  /** Whole days of the reader's zone, both included. */
  from: day,
  to: day,
  q: searchedText
    .trim()
    .min(SEARCH_TEXT_MIN)
    .max(SEARCH_TEXT_MAX)
    .refine((text) => text.split(/\s+/).length <= SEARCH_WORDS_MAX),
  /** Newest first where there is none. */
  sort: z.enum(PAYMENT_SORTS),
  older: orderedCursorField,
  newer: orderedCursorField,
} as const;

type Parameters = { [Name in keyof typeof PARAMETERS]: z.output<(typeof PARAMETERS)[Name]> };
type ListName = {
  [Name in keyof Parameters]: Parameters[Name] extends unknown[] ? Name : never;
}[keyof Parameters];
type SingleName = Exclude<keyof Parameters, ListName>;

/** What a list of payments shows, and nothing of how it is shown. */
export type PaymentSearch = { [Name in ListName]: Parameters[Name] } & {
  [Name in SingleName]?: Parameters[Name] | undefined;
};

/** A search that finds everything. */
export const EVERYTHING: PaymentSearch = {
  status: [],
  kind: [],
  type: [],
  direction: [],
  currency: [],
  merchant: [],
  connector: [],
  scheme: [],
  failure: [],
  metadata: [],
};

const LISTS = Object.keys(EVERYTHING) as ListName[];
const SINGLES = (Object.keys(PARAMETERS) as (keyof Parameters)[]).filter(
  (name) => !isList(name),
) as SingleName[];

/** The search in an address, and the parameters that made no sense and were left out. */
export function parsePaymentSearch(params: URLSearchParams): { search: PaymentSearch; ignored: string[] } {
  const search: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const name of LISTS) {
    const given = [...new Set(params.getAll(name).filter(Boolean))];
    const kept = given.filter((value) => PARAMETERS[name].element.safeParse(value).success);
    if (kept.length < given.length) ignored.push(name);
    search[name] = kept;
  }
  for (const name of SINGLES) {
    const given = params.get(name);
    const parsed = given ? PARAMETERS[name].safeParse(given) : null;
    if (parsed && !parsed.success) ignored.push(name);
    if (parsed?.success) search[name] = parsed.data;
  }
  const parsed = search as PaymentSearch;
  for (const name of ["older", "newer"] as const) {
    // A place in another order, as when the order was changed by hand in the address.
    if (!parsed[name] || fitsOrder(parsed[name], orderOf(sortOf(parsed)))) continue;
    delete parsed[name];
    ignored.push(name);
  }
  return { search: parsed, ignored };
}

/** The address's parameters for a search, in a fixed order, so that one search has one address. */
export function paymentSearchParams(search: PaymentSearch): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of LISTS) for (const value of search[name]) params.append(name, value);
  for (const name of SINGLES) {
    const value = search[name];
    if (value !== undefined) params.set(name, value);
  }
  return params;
}

/** The same search from its first page. */
export function firstPage(search: PaymentSearch): PaymentSearch {
  const { older: _, newer: __, ...rest } = search;
  return rest;
}

function isList(name: string): name is ListName {
  return name in EVERYTHING;
}
