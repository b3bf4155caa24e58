import { onReplica } from "@/lib/db/replicas";
import { queryComposed } from "@/lib/db/sql";
import { COUNT_FOUND } from "@/lib/generated/sql/payments/count-found";
import { COUNT_NEWEST } from "@/lib/generated/sql/payments/search/count-newest";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type PaymentRow, readPage } from "./listing/read-page";
import type { PaymentSearch } from "./search";
import { type SearchConditions, searchConditions } from "./search-conditions";

/** Payments found are counted up to here; above, the list says "more than". */
export const SEARCH_COUNT_MAX = 1_000;

/** Of words that many payments have, those found are counted among so many of the newest. */
export const COUNTED_ROWS_MAX = 8_000;

export interface SearchPayments {
  search: PaymentSearch;
  /** Where the reader's days begin: an IANA name. */
  timeZone: string;
}

export interface PaymentPage {
  rows: PaymentRow[];
  /** The `older` and `newer` parameters of the pages beside this one, or null at an end. */
  older: string | null;
  newer: string | null;
  count: { value: number; capped: boolean };
}

/** A page of payments, in the order of the search, at the same speed wherever it is: by keyset, never by offset. Of words that
 * many payments have it holds what is found among WALKED_ROWS_MAX; the pages beside it begin behind those. */
export async function searchPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchPayments;
}): Promise<PaymentPage> {
  authorize(ctx, "payments:read");
  return onReplica(async () => {
    const conditions = await searchConditions(ctx, input.search, input.timeZone);
    const [page, count] = await Promise.all([readPage(conditions, input.search), countFound(conditions)]);
    return { ...page, count: withPage(count, page, input.search) };
  });
}

/** A count that did not reach the end is no less than what is on the page; and all there is when that is the only page. */
function withPage(
  { value, capped }: PaymentPage["count"],
  { rows, older, newer }: Pick<PaymentPage, "rows" | "older" | "newer">,
  search: PaymentSearch,
): PaymentPage["count"] {
  const whole = older === null && newer === null && !search.older && !search.newer;
  return capped && whole
    ? { value: rows.length, capped: false }
    : { value: Math.max(value, rows.length), capped };
}

/** How many payments a search finds, counted up to SEARCH_COUNT_MAX. */
export async function countPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchPayments;
}): Promise<PaymentPage["count"]> {
  authorize(ctx, "payments:read");
  return onReplica(async () => countFound(await searchConditions(ctx, input.search, input.timeZone)));
}

async function countFound(conditions: SearchConditions): Promise<PaymentPage["count"]> {
  const { where, values, walk } = conditions;
  if (walk) return countNewest(walk, values);
  const found = `SELECT 1 FROM payment p WHERE ${where} LIMIT ${SEARCH_COUNT_MAX + 1}`;
  const [row] = await queryComposed(COUNT_FOUND, { found }, values);
  const n = row?.n ?? 0;
  return { value: Math.min(n, SEARCH_COUNT_MAX), capped: n > SEARCH_COUNT_MAX };
}

/** What is asked of each row is counted among the newest alone: to the end of a million would take seconds. */
async function countNewest(
  { plain, asked }: NonNullable<SearchConditions["walk"]>,
  values: unknown[],
): Promise<PaymentPage["count"]> {
  const lines = {
    plain,
    besides: plain,
    asked,
    offset: `OFFSET ${COUNTED_ROWS_MAX}`,
    limit: `LIMIT ${COUNTED_ROWS_MAX}`,
    countMax: `LIMIT ${SEARCH_COUNT_MAX + 1}`,
  };
  const [row] = await queryComposed(COUNT_NEWEST, lines, values);
  const { n = 0, more = false } = row ?? {};
  return { value: Math.min(n, SEARCH_COUNT_MAX), capped: more || n > SEARCH_COUNT_MAX };
}
