import { type CsvError, parse } from "csv-parse/sync";
import { refuseField } from "@/lib/verb/problem";
import {
  fieldsOf,
  IMPORT_COLUMNS_MAX,
  IMPORT_LINES_MAX,
  type ImportKind,
  type ImportMapping,
} from "./fields";

/** A file's header and its lines; `line` counts from 1 at the header, as an editor does. */
export interface ImportFile {
  columns: string[];
  lines: { line: number; cells: string[] }[];
}

/** Reads a CSV file: comma, semicolon or tab, quoted or not, with or without a byte order mark. Refuses what is no table. */
export function readFile(text: string): ImportFile {
  const records = parseCsv(text);
  const [header, ...lines] = records;
  if (!header || lines.length === 0)
    refuseField("file", "invalid_value", "The file has no lines below its header.");
  if (lines.length > IMPORT_LINES_MAX) {
    refuseField(
      "file",
      "too_big",
      `The file has ${lines.length} lines; one import takes at most ${IMPORT_LINES_MAX}. Split it.`,
    );
  }
  if (header.record.length > IMPORT_COLUMNS_MAX) {
    refuseField("file", "too_big", `The file has more than ${IMPORT_COLUMNS_MAX} columns.`);
  }
  return {
    columns: header.record.map((name, index) => name.trim() || `Column ${index + 1}`),
    lines: lines.map(({ record, info }) => ({ line: info.lines, cells: record.map(plainCell) })),
  };
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

function parseCsv(text: string): CsvRecord[] {
  if (text.includes("\0"))
    refuseField("file", "invalid_format", "This is not a text file. Save the table as CSV.");
  try {
    const options = {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      delimiter: delimiterOf(text),
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

// The one that the header has most of.
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const counts = [",", ";", "\t"].map((each) => ({ each, count: header.split(each).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).each;
}

/** A guess of which column is which, by the header's words. */
export function guessMapping(kind: ImportKind, columns: readonly string[]): ImportMapping {
  const plain = columns.map(bare);
  const columnOf = (field: string) => {
    const names = [field, ...(SYNONYMS[field] ?? [])].map(bare);
    const found = plain.findIndex((column) => names.includes(column));
    return found < 0 ? null : found;
  };
  return {
    amounts: "decimal",
    columns: Object.fromEntries(fieldsOf(kind).map(([field]) => [field, columnOf(field)])),
  };
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}

const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  payment: ["payment reference", "original reference", "payment id"],
  reference: ["ref", "id", "transaction id", "external id"],
  createdAt: ["created", "date", "time", "booked at", "occurred at", "happened at", "transaction date"],
  amount: ["amt", "gross", "value", "total"],
  asset: ["currency", "ccy", "cur"],
  status: ["state"],
  type: ["payment type", "direction"],
  scheme: ["card brand", "brand", "payment method", "method"],
  sourceAccountID: ["source account", "source", "from account"],
  destinationAccountID: ["destination account", "destination", "to account"],
};
