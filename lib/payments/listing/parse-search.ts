import { z } from "zod";
import { isDecimalAmount } from "@/lib/money/decimal";
import { PAYMENT_CATEGORIES, PAYMENT_DIRECTIONS } from "@/lib/payments/category";
import {
  LISTS,
  type PaymentSearch,
  SEARCH_TEXT_MAX,
  SEARCH_TEXT_MIN,
  SEARCH_WORDS_MAX,
  SINGLES,
} from "@/lib/payments/search";
import { orderOf, PAYMENT_SORTS, sortOf } from "@/lib/payments/sort";
import { PAYMENT_KINDS, PAYMENT_STATUSES } from "@/lib/payments/status";
import { fitsOrder } from "@/lib/search/keyset";
import { RELATIVE_RANGES } from "@/lib/search/relative-ranges";
import { orderedCursorField, searchedText } from "@/lib/search/search-fields";

const day = z.iso.date();
const amount = z.string().refine(isDecimalAmount);

/** Each parameter of the address and what it may hold. The form, the query and the CSV link are this one object. */
export const SEARCH_FIELDS = {
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
  /** `open`: payments with a dispute that is undecided, whatever their status is. */
  dispute: z.enum(["open"]),
  /** `key=value`: payments whose metadata has exactly that. */
  metadata: z.array(searchedText.regex(/^[^=]+=.*$/s).max(600)),
  /** Payments of which an attempt failed, whatever became of them. */
  attempts: z.enum(["failed"]),
  /** `possible`: payments that may be one paid twice (lib/payments/duplicates.ts). */
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

/** The search in an address, and the parameters that made no sense and were left out. */
export function parsePaymentSearch(params: URLSearchParams): { search: PaymentSearch; ignored: string[] } {
  const search: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const name of LISTS) {
    const given = [...new Set(params.getAll(name).filter(Boolean))];
    const kept = given.filter((value) => SEARCH_FIELDS[name].element.safeParse(value).success);
    if (kept.length < given.length) ignored.push(name);
    search[name] = kept;
  }
  for (const name of SINGLES) {
    const given = params.get(name);
    const parsed = given ? SEARCH_FIELDS[name].safeParse(given) : null;
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
