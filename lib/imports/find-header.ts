import { isColumnName } from "./synonyms";

/** A header stands at most so many records below the file's first. */
export const HEADER_SEARCH_RECORDS = 20;

/** A header names at least so many columns that an import knows; else the first full record is taken for it. */
const NAMES_MIN = 2;

/**
 * Which record is the header: the one that names the most columns an import knows. What stands above it must be narrower
 * than it is, as a title is: else the file's first record is the header, so that no line is taken for a title.
 */
export function headerAt(records: readonly (readonly string[])[]): number {
  const widths = records.slice(0, HEADER_SEARCH_RECORDS).map((cells) => cells.filter(Boolean).length);
  const names = records
    .slice(0, HEADER_SEARCH_RECORDS)
    .map((cells) => new Set(cells.filter(isColumnName)).size);
  const most = Math.max(...names, 0);
  const at = most >= NAMES_MIN ? names.indexOf(most) : widths.indexOf(Math.max(...widths, 0));
  const width = widths[at] ?? 0;
  return widths.slice(0, at).every((above) => above < width && above <= TITLE_CELLS_MAX)
    ? Math.max(at, 0)
    : 0;
}

/** A title line has so many cells at most: what it is about, and that. */
const TITLE_CELLS_MAX = 2;
