import type { z } from "zod";
import { HOUR_MS } from "@/lib/durations";
import type { SEARCH_FIELDS } from "./listing/parse-search";

/** Free text needs this many characters: fewer are in nearly every payment. */
export const SEARCH_TEXT_MIN = 3;
export const SEARCH_TEXT_MAX = 200;
/** Each word is looked for by itself, and costs as much. */
export const SEARCH_WORDS_MAX = 12;

/** Of words that many payments have, a page is looked for among so many; the next page begins behind them. */
export const WALKED_ROWS_MAX = 12_000;

/** How long an attempt may be without an outcome before a person should look. */
export const UNKNOWN_PATIENCE_MS = HOUR_MS;

type Parameters = { [Name in keyof typeof SEARCH_FIELDS]: z.output<(typeof SEARCH_FIELDS)[Name]> };
export type ListName = {
  [Name in keyof Parameters]: Parameters[Name] extends unknown[] ? Name : never;
}[keyof Parameters];
export type SingleName = Exclude<keyof Parameters, ListName>;

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

export const LISTS = Object.keys(EVERYTHING) as ListName[];

/** Every parameter that has one value, in the order addresses have them. */
const SINGLE = {
  outcome: true,
  dispute: true,
  attempts: true,
  duplicates: true,
  mode: true,
  recovered: true,
  again: true,
  account: true,
  min: true,
  max: true,
  range: true,
  from: true,
  to: true,
  q: true,
  sort: true,
  older: true,
  newer: true,
} as const satisfies Record<SingleName, true>;
export const SINGLES = Object.keys(SINGLE) as SingleName[];

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
