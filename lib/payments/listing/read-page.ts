import { queryComposed } from "@/lib/db/sql";
import type { Statement } from "@/lib/db/typed/statement";
import { SEARCH_PAYMENTS, type SearchPaymentsRow } from "@/lib/generated/sql/payments/search-payments";
import { WORD_PAYMENTS_MAX } from "@/lib/payments/look-up-words";
import { WALKED_ROWS_MAX } from "@/lib/payments/search";
import type { SearchConditions } from "@/lib/payments/search-conditions";
import { orderOf, type PaymentSort, placeOf } from "@/lib/payments/sort";
import { type Cursors, type Direction, keyset, readKeysetPage } from "@/lib/search/keyset";

export const SEARCH_PAGE_ROWS = 50;

/** A payment as a list shows it, with whom and what it is about. */
export type PaymentRow = SearchPaymentsRow;

/** What is read of each payment of a search, and the cursor that names the place of such a row. */
export interface ReadAs<Row> {
  statement: Statement<{ found: string; order: string }, Row>;
  placeOf: (row: Row, sort: PaymentSort | undefined) => string;
}

const AS_LISTED: ReadAs<PaymentRow> = { statement: SEARCH_PAYMENTS, placeOf };

/** Some rows of a search, and the cursors of those beside them: null at an end. */
export interface Page<Row> {
  rows: Row[];
  older: string | null;
  newer: string | null;
}

interface PageLimits {
  rowsMax: number;
  walkedRowsMax: number;
}

const LIMITS: PageLimits = { rowsMax: SEARCH_PAGE_ROWS, walkedRowsMax: WALKED_ROWS_MAX };

/**
 * A page of a search. Where no index leads to what is searched it may be short or even empty though more is found further
 * on: then `older` and `newer` are where the payments end that were looked at.
 */
export function readPage(
  conditions: SearchConditions,
  cursors: Cursors,
  limits: PageLimits = LIMITS,
): Promise<Page<PaymentRow>> {
  return readPageAs(AS_LISTED, conditions, cursors, limits);
}

/** The same of other rows than a list's. */
export async function readPageAs<Row extends object>(
  as: ReadAs<Row>,
  conditions: SearchConditions,
  cursors: Cursors,
  { rowsMax, walkedRowsMax }: PageLimits,
): Promise<Page<Row>> {
  const { walk, sort } = conditions;
  const page = await readKeysetPage(
    cursors,
    rowsMax,
    (...place) =>
      walk
        ? walkRows(as, conditions, walk, walkedRowsMax, ...place)
        : shown(as, ...beyondCursor(conditions, ...place)),
    (row) => as.placeOf(row, sort),
  );
  return walk ? beyondWalked(page, conditions, walk, cursors, walkedRowsMax) : page;
}

/** Rows beyond a cursor in one direction, nearest to it first. */
export function readRows(
  conditions: SearchConditions,
  ...place: [cursor: string | undefined, direction: Direction, limit: number, skipped?: number]
): Promise<PaymentRow[]> {
  return shown(AS_LISTED, ...beyondCursor(conditions, ...place));
}

// Few payments that are known by their ids are gathered and then put in order: the planner takes them to lie evenly in time,
// and would look for those of a year ago among all the newer ones.
function beyondCursor(
  { where, values, sort, few }: SearchConditions,
  cursor: string | undefined,
  direction: Direction,
  limit: number,
  skipped = 0,
): Found {
  const { beyond, order, values: place } = keyset("p", cursor, direction, values.length, orderOf(sort));
  const all = `${where} ${beyond}`;
  const found = few
    ? select(`(${select("payment", all, "p.id", WORD_PAYMENTS_MAX)})`, "true", order, limit, skipped)
    : select("payment", all, order, limit, skipped);
  return [found, order, [...values, ...place]];
}

type Walk = NonNullable<SearchConditions["walk"]>;

/** Rows beyond a cursor, of the nearest `walkedMax` that the indexes know. */
function walkRows<Row extends object>(
  as: ReadAs<Row>,
  { values, sort }: SearchConditions,
  { plain, asked }: Walk,
  walkedMax: number,
  cursor: string | undefined,
  direction: Direction,
  limit: number,
): Promise<Row[]> {
  const { beyond, order, values: place } = keyset("p", cursor, direction, values.length, orderOf(sort));
  const walked = select("payment", `${plain} ${beyond}`, order, walkedMax);
  const found = select(`(${walked})`, asked, order, limit);
  return shown(as, found, order, [...values, ...place]);
}

function select(from: string, where: string, order: string, limit: number, skipped = 0): string {
  return `SELECT * FROM ${from} p WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${skipped}`;
}

/** The payments that are found as SQL, their order, and the values of both. */
type Found = [found: string, order: string, values: unknown[]];

function shown<Row extends object>(
  { statement }: ReadAs<Row>,
  ...[found, order, values]: Found
): Promise<Row[]> {
  return queryComposed(statement, { found, order: `ORDER BY ${order}` }, values);
}

/** A page that ends where nothing more was looked at, with the places behind that. */
async function beyondWalked<Row>(
  page: Page<Row>,
  conditions: SearchConditions,
  { plain, plainValues }: Walk,
  { older, newer }: Cursors,
  walkedMax: number,
): Promise<Page<Row>> {
  const upwards = newer !== undefined;
  if ((upwards ? page.newer : page.older) !== null) return page;
  const last = { ...conditions, where: plain, values: plainValues };
  const read = (limit: number, skipped: number) =>
    readRows(last, older ?? newer, upwards ? "newer" : "older", limit, skipped);
  const [end, next] = await read(2, walkedMax - 1);
  const place = end && next ? placeOf(end, conditions.sort) : null;
  if (page.rows.length > 0) return upwards ? { ...page, newer: place } : { ...page, older: place };
  // Nothing was found that could name a place: the way back is from the first that was looked at, so that the payment this
  // page began behind is on it.
  const [first] = (older ?? newer) ? await read(1, 0) : [];
  const back = first ? placeOf(first, conditions.sort) : (older ?? newer ?? null);
  return upwards ? { rows: [], newer: place, older: back } : { rows: [], older: place, newer: back };
}
