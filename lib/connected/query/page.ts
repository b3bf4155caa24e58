import { type Cursor, writeCursor } from "./cursor";
import type { PageRequest } from "./page-request";

/** A page and the cursors of the pages beside it; a cursor is left out where there is none. */
export interface Page<Row> {
  pageSize: number;
  hasMore: boolean;
  next?: string;
  previous?: string;
  data: Row[];
}

/**
 * The page in what was read for it: at most one row more than it holds, nearest to its cursor first. `placeOf` gives a
 * row's place in the list's order.
 */
export function pageOf<Row>(
  read: readonly Row[],
  input: PageRequest,
  placeOf: (row: Row) => Cursor["at"],
): Page<Row> {
  const { list, query, sort, pageSize } = input;
  const cursorAt = (row: Row, side: Cursor["side"]) =>
    writeCursor({ list, query, sort, pageSize, side, at: placeOf(row) });
  const more = read.length > pageSize;
  const backwards = input.side === "before";
  const kept = read.slice(0, pageSize);
  const data = backwards ? kept.reverse() : kept;
  const [first, last] = [data.at(0), data.at(-1)];
  const hasNext = backwards || more;
  const hasPrevious = backwards ? more : input.at !== null;
  return {
    pageSize,
    hasMore: hasNext,
    ...(hasNext && last && { next: cursorAt(last, "after") }),
    ...(hasPrevious && first && { previous: cursorAt(first, "before") }),
    data,
  };
}
