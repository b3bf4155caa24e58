/** What a list is ordered by: newest first, then by id. */
interface Placed {
  id: string;
  createdAt: Date;
}

/** Where a page of a list begins: beyond one row, towards the older or the newer ones. */
export interface Cursors {
  older?: string | undefined;
  newer?: string | undefined;
}

/** Down a list, towards what is older where the newest stand first; or up. */
export type Direction = "older" | "newer";

/** What a list is in order by before the id, and which end of it stands first. */
export interface KeysetOrder {
  by: keyof typeof COLUMNS;
  type: "timestamptz" | "numeric";
  first: "greatest" | "least";
}

export const NEWEST_FIRST: KeysetOrder = { by: "created_at", type: "timestamptz", first: "greatest" };

/** Where a deadline that nobody told stands: after all others. */
export const NO_DEADLINE = "9999-12-31T00:00:00.000Z";

/** Each as its index has it. */
const COLUMNS = {
  created_at: (table: string) => `${table}.created_at`,
  updated_at: (table: string) => `${table}.updated_at`,
  respond_by: (table: string) => `coalesce(${table}.respond_by, timestamptz '${NO_DEADLINE}')`,
  amount: (table: string) =>
    `amount_order(${table}.initial_amount_minor, ${table}.currency, ${table}.precision)`,
} as const;

/** Rows of `table` beyond a cursor, nearest to it first, as SQL; `taken` values stand before its own. */
export function keyset(
  table: "p" | "c" | "d",
  cursor: string | undefined,
  direction: Direction,
  taken: number,
  { by, type, first }: KeysetOrder = NEWEST_FIRST,
) {
  const falling = (direction === "older") === (first === "greatest");
  const [sign, order] = falling ? ["<", "DESC"] : [">", "ASC"];
  const column = COLUMNS[by](table);
  return {
    beyond: cursor
      ? `AND (${column}, ${table}.id) ${sign} ($${taken + 1}::${type}, $${taken + 2}::uuid)`
      : "",
    order: `${column} ${order}, ${table}.id ${order}`,
    values: cursor?.split("_") ?? [],
  };
}

/** Whether a cursor names a place in a list of this order: one of another order's would be refused by the database. */
export function fitsOrder(cursor: string, { type }: KeysetOrder): boolean {
  return cursor.includes("T") === (type === "timestamptz");
}

/** For sorting rows by their cursors as a list of this order has them. */
export function comparePlaces({ type, first }: KeysetOrder): (one: string, other: string) => number {
  const sign = first === "greatest" ? -1 : 1;
  return (one, other) => {
    const [value = "", id = ""] = one.split("_");
    const [otherValue = "", otherId = ""] = other.split("_");
    const values =
      type === "numeric" ? compare(BigInt(value), BigInt(otherValue)) : compare(value, otherValue);
    return sign * (values || compare(id, otherId));
  };
}

function compare<T extends bigint | string>(one: T, other: T): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Where in a list a page is read from: the parameters of a statement's lines `@if olderThan`, `newerThan`, `upwards`. */
export function placeBeyond(cursor: string | undefined, direction: Direction) {
  const upwards = direction === "newer";
  const [time, id] = cursor?.split("_") ?? [];
  if (time === undefined || id === undefined) return { upwards };
  const at = new Date(time);
  return upwards ? { upwards, newerThan: at, newerThanId: id } : { upwards, olderThan: at, olderThanId: id };
}

/** The same for a list that is only read on: the parameters of a statement's lines `@if olderThan`. */
export function placeAfter(cursor: string | undefined) {
  const { upwards: _, ...place } = placeBeyond(cursor, "older");
  return place;
}

/** The cursor that names a row's place. */
export function cursorOf({ createdAt, id }: Placed): string {
  return `${createdAt.toISOString()}_${id}`;
}

/**
 * A page, in the list's order, of what `read` gives; it is asked for one row more, which tells whether there are others. The
 * cursors of the pages beside it are null at an end. `placeOf` says what names a row's place.
 */
export async function readKeysetPage<Row>(
  { older, newer }: Cursors,
  rowsMax: number,
  read: (cursor: string | undefined, direction: Direction, limit: number) => Promise<Row[]>,
  placeOf: (row: Row) => string,
): Promise<{ rows: Row[]; older: string | null; newer: string | null }> {
  const forwards = newer === undefined;
  const found = await read(older ?? newer, forwards ? "older" : "newer", rowsMax + 1);
  const more = found.length > rowsMax;
  const rows = forwards ? found.slice(0, rowsMax) : found.slice(0, rowsMax).reverse();
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    older: last && (forwards ? more : true) ? placeOf(last) : null,
    newer: first && (forwards ? older !== undefined : more) ? placeOf(first) : null,
  };
}
