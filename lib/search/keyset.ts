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

export type Direction = "older" | "newer";

/** Rows of `table` beyond a cursor, nearest to it first, as SQL; `taken` values stand before its own. */
export function keyset(
  table: "p" | "c" | "d",
  cursor: string | undefined,
  direction: Direction,
  taken: number,
) {
  const [sign, order] = direction === "older" ? ["<", "DESC"] : [">", "ASC"];
  return {
    beyond: cursor
      ? `AND (${table}.created_at, ${table}.id) ${sign} ($${taken + 1}, $${taken + 2}::uuid)`
      : "",
    order: `${table}.created_at ${order}, ${table}.id ${order}`,
    values: cursor?.split("_") ?? [],
  };
}

/** Where in a list a page is read from: the parameters of a statement's lines `@if olderThan`, `newerThan`, `upwards`. */
export function placeBeyond(cursor: string | undefined, direction: Direction) {
  const upwards = direction === "newer";
  const [time, id] = cursor?.split("_") ?? [];
  if (time === undefined || id === undefined) return { upwards };
  const at = new Date(time);
  return upwards ? { upwards, newerThan: at, newerThanId: id } : { upwards, olderThan: at, olderThanId: id };
}

/** The cursor that names a row's place. */
export function cursorOf({ createdAt, id }: Placed): string {
  return `${createdAt.toISOString()}_${id}`;
}

/**
 * A page, newest first, of what `read` gives; it is asked for one row more, which tells whether there are others. The
 * cursors of the pages beside it are null at an end.
 */
export async function readKeysetPage<Row extends Placed>(
  { older, newer }: Cursors,
  rowsMax: number,
  read: (cursor: string | undefined, direction: Direction, limit: number) => Promise<Row[]>,
): Promise<{ rows: Row[]; older: string | null; newer: string | null }> {
  const forwards = newer === undefined;
  const found = await read(older ?? newer, forwards ? "older" : "newer", rowsMax + 1);
  const more = found.length > rowsMax;
  const rows = forwards ? found.slice(0, rowsMax) : found.slice(0, rowsMax).reverse();
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    older: last && (forwards ? more : true) ? cursorOf(last) : null,
    newer: first && (forwards ? older !== undefined : more) ? cursorOf(first) : null,
  };
}
