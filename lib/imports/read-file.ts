import { type CsvError, parse } from "csv-parse/sync";
import { refuseField } from "@/lib/verb/problem";
import { guessAmountNotation } from "./amount-notation";
import {
  IMPORT_COLUMNS_MAX,
  IMPORT_LINES_MAX,
  type ImportKind,
  type ImportMapping,
  importFieldsOf,
} from "./fields";
import { headerAt } from "./find-header";
import { separatorOf } from "./separator";
import { bare, namesOf } from "./synonyms";

/** A file's header and its lines; `line` counts from 1 at the file's first, as an editor does. */
export interface ImportFile {
  columns: string[];
  lines: { line: number; cells: string[] }[];
  /** What stands above the header and is not read: a title, a separator line. */
  skipped: { line: number; text: string }[];
}

/**
 * Reads a CSV file: comma, semicolon, tab or bar, quoted or not, any line ends, with or without a byte order mark, a line
 * that names the separator, or a title above the header. Refuses what is no table.
 */
export function readFile(text: string): ImportFile {
  const { delimiter, from, separatorLine } = separatorOf(text);
  const first = separatorLine === null ? 0 : 1;
  const records = parseCsv(text.slice(from), delimiter).map(({ record, info }) => ({
    line: info.lines + first,
    cells: record.map(plainCell),
  }));
  const at = headerAt(records.map(({ cells }) => cells));
  const above = records
    .slice(0, at)
    .map(({ line, cells }) => ({ line, text: cells.filter(Boolean).join(" ") }));
  const [header, ...lines] = records.slice(at).filter(({ cells }) => cells.some(Boolean));
  if (!header || lines.length === 0)
    refuseField("file", "invalid_value", "The file has no lines below its header.");
  if (lines.length > IMPORT_LINES_MAX) {
    refuseField(
      "file",
      "too_big",
      `The file has ${lines.length} lines; one import takes at most ${IMPORT_LINES_MAX}. Split it.`,
    );
  }
  if (header.cells.length > IMPORT_COLUMNS_MAX) {
    refuseField("file", "too_big", `The file has more than ${IMPORT_COLUMNS_MAX} columns.`);
  }
  return {
    columns: columnNames(header.cells),
    lines,
    skipped: [...(separatorLine === null ? [] : [{ line: 1, text: separatorLine }]), ...above],
  };
}

// Two columns of one name are told apart by their place.
function columnNames(header: readonly string[]): string[] {
  const names = header.map((name) => name.toLowerCase());
  return header.map((name, index) => {
    if (!name) return `Column ${index + 1}`;
    const only = names.indexOf(name.toLowerCase()) === names.lastIndexOf(name.toLowerCase());
    return only ? name : `${name} (column ${index + 1})`;
  });
}

// Spreadsheets, and our own files of what was refused, put a quote before what a program might take for a formula. It is
// no part of what the cell says.
function plainCell(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@＝＋－＠])/, "");
}

interface CsvRecord {
  record: string[];
  info: { lines: number };
}

function parseCsv(text: string, delimiter: string): CsvRecord[] {
  if (text.includes("\0"))
    refuseField("file", "invalid_format", "This is not a text file. Save the table as CSV.");
  try {
    const options = {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      delimiter,
    };
    return parse(text, options) as unknown as CsvRecord[];
  } catch (err) {
    const line = (err as CsvError).lines;
    return refuseField(
      "file",
      "invalid_format",
      `Line ${String(line ?? "?")} is not valid CSV: look for a quote that is not closed.`,
    );
  }
}

/**
 * A guess of which column is which, by the header's words, and of how amounts are written, by what the lines hold. Of two
 * columns with one name none is taken: a person says which is meant.
 */
export function guessMapping(
  kind: ImportKind,
  columns: readonly string[],
  lines: ImportFile["lines"] = [],
): ImportMapping {
  // Two columns of one name have their places behind them.
  const plain = columns.map((column) => bare(column.replace(/ \(column \d+\)$/, "")));
  const columnOf = (field: string) => {
    const found = plain.findIndex((column) => namesOf(field).includes(column));
    return found < 0 || plain.indexOf(plain[found] ?? "", found + 1) >= 0 ? null : found;
  };
  const mapped = Object.fromEntries(importFieldsOf(kind).map(([field]) => [field, columnOf(field)]));
  const amount = mapped.amount ?? null;
  const written = amount === null ? [] : lines.map(({ cells }) => cells[amount] ?? "");
  return { amounts: guessAmountNotation(written), columns: mapped };
}
