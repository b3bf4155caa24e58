import type { Cursor } from "./cursor";
import { type Page, pageOf } from "./page";
import type { PageRequest } from "./page-request";

/** A page of a short list that was read whole, in the list's order. A cursor whose row has gone ends the list. */
export function pageOfList<Row>(
  rows: readonly Row[],
  input: PageRequest,
  placeOf: (row: Row) => Cursor["at"],
): Page<Row> {
  return pageOf(onwards(rows, input, placeOf).slice(0, input.pageSize + 1), input, placeOf);
}

function onwards<Row>(
  rows: readonly Row[],
  { at, side }: PageRequest,
  placeOf: (row: Row) => Cursor["at"],
): Row[] {
  if (!at) return [...rows];
  const index = rows.findIndex((row) => placeOf(row).join() === at.join());
  if (index < 0) return [];
  return side === "after" ? rows.slice(index + 1) : rows.slice(0, index).reverse();
}
