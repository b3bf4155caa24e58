import { authorize } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/context";
import { runUnprepared } from "@/lib/db/sql";
import { PAYMENT_COLUMNS, type Payment } from "./payment";
import type { PaymentSearch } from "./search";
import { type SearchConditions, searchConditions } from "./search-conditions";

export const SEARCH_PAGE_ROWS = 50;

/** Payments found are counted up to here; above, the list says "more than". */
export const SEARCH_COUNT_MAX = 1_000;

export interface SearchPayments {
  search: PaymentSearch;
  /** Where the reader's days begin: an IANA name. */
  timeZone: string;
}

/** A payment as a list shows it. */
export type PaymentRow = Payment & {
  merchantName: string;
  customerName: string | null;
  customerEmail: string | null;
};

export interface PaymentPage {
  rows: PaymentRow[];
  /** The `older` and `newer` parameters of the pages beside this one, or null at an end. */
  older: string | null;
  newer: string | null;
  count: { value: number; capped: boolean };
}

/** A page of payments, newest first, at the same speed wherever it is: by keyset, never by offset. */
export async function searchPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchPayments;
}): Promise<PaymentPage> {
  authorize(ctx, "payments:read");
  const conditions = searchConditions(ctx, input.search, input.timeZone);
  const [page, count] = await Promise.all([readPage(conditions, input.search), countFound(conditions)]);
  return { ...page, count };
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
  return countFound(searchConditions(ctx, input.search, input.timeZone));
}

async function countFound({ where, values }: SearchConditions): Promise<PaymentPage["count"]> {
  const text = `SELECT count(*)::int AS n FROM (SELECT 1 FROM payment p WHERE ${where} LIMIT ${SEARCH_COUNT_MAX + 1}) found`;
  const [row] = await runUnprepared<{ n: number }>(text, values);
  const found = row?.n ?? 0;
  return { value: Math.min(found, SEARCH_COUNT_MAX), capped: found > SEARCH_COUNT_MAX };
}

async function readPage(conditions: SearchConditions, { older, newer }: PaymentSearch) {
  const forwards = newer === undefined;
  const read = await readRows(conditions, older ?? newer, forwards ? "older" : "newer", SEARCH_PAGE_ROWS + 1);
  const more = read.length > SEARCH_PAGE_ROWS;
  const rows = forwards ? read.slice(0, SEARCH_PAGE_ROWS) : read.slice(0, SEARCH_PAGE_ROWS).reverse();
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    older: last && (forwards ? more : true) ? cursorOf(last) : null,
    newer: first && (forwards ? older !== undefined : more) ? cursorOf(first) : null,
  };
}

/** Rows beyond a cursor in one direction, nearest to it first. */
export async function readRows(
  { where, values }: SearchConditions,
  cursor: string | undefined,
  direction: "older" | "newer",
  limit: number,
): Promise<PaymentRow[]> {
  const [sign, order] = direction === "older" ? ["<", "DESC"] : [">", "ASC"];
  const at = cursor?.split("_");
  const beyond = at
    ? `AND (p.created_at, p.id) ${sign} ($${values.length + 1}, $${values.length + 2}::uuid)`
    : "";
  const text = `
    SELECT ${PAYMENT_COLUMNS}, m.name AS "merchantName", c.name AS "customerName", c.email AS "customerEmail"
    FROM (
      SELECT * FROM payment p WHERE ${where} ${beyond} ORDER BY p.created_at ${order}, p.id ${order} LIMIT ${limit}
    ) p
    JOIN merchant m ON m.id = p.merchant_id
    LEFT JOIN customer c ON c.id = p.customer_id
    ORDER BY p.created_at ${order}, p.id ${order}`;
  return runUnprepared<PaymentRow>(text, at ? [...values, at[0], at[1]] : values);
}

/** The cursor that names a row's place. */
export function cursorOf({ createdAt, id }: Pick<Payment, "createdAt" | "id">): string {
  return `${createdAt.toISOString()}_${id}`;
}
