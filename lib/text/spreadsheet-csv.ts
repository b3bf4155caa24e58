/** How a table is written as CSV, so that a spreadsheet of a reader's locale opens it with a click. */
export interface CsvNotation {
  delimiter: "," | ";";
  decimal: "." | ",";
}

/** The notation of RFC 4180, for programs. */
export const PLAIN_CSV: CsvNotation = { delimiter: ",", decimal: "." };

/** A file that begins with it is read as UTF-8 by every spreadsheet; without it some read another encoding. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * Where a comma begins the decimals, spreadsheets separate cells by semicolons and take 1.05 for the first of May. In
 * Switzerland and Liechtenstein they separate so too, whatever begins the decimals.
 */
export function csvNotationOf(locale: string): CsvNotation {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: "latn" }).formatToParts(1.5);
  const comma = parts.some(({ type, value }) => type === "decimal" && value === ",");
  const semicolon = comma || SEMICOLON_REGIONS.includes(new Intl.Locale(locale).maximize().region ?? "");
  return { delimiter: semicolon ? ";" : ",", decimal: comma ? "," : "." };
}

const SEMICOLON_REGIONS = ["CH", "LI"];

/** A plain decimal as the notation writes it. */
export function csvDecimal(plain: string, { decimal }: CsvNotation): string {
  return plain.replace(".", decimal);
}

/**
 * Rows of text as CSV. A cell that a spreadsheet would run as a formula begins with an apostrophe instead; a number less
 * than nothing is none. What stands in `quotedColumns` is in quotes whatever it is: digits that are a text.
 */
export function csvRows(
  rows: readonly (readonly string[])[],
  {
    delimiter,
    quotedColumns = [],
  }: Pick<CsvNotation, "delimiter"> & { quotedColumns?: readonly number[] } = PLAIN_CSV,
): string {
  let text = "";
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      if (cell !== "" && quotedColumns.includes(column)) return inQuotes(defused(cell));
      return PLAIN.test(cell) ? cell : quoted(defused(cell), delimiter);
    });
    text += `${cells.join(delimiter)}\n`;
  }
  return text;
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || QUOTED.test(cell) ? inQuotes(cell) : cell;
}

function inQuotes(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function defused(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

// Most cells: nothing in them means anything to anybody.
const PLAIN = /^(?:[\w.][\w .:/@-]*)?$/;
const QUOTED = /["\r\n]/;

// The signs a formula begins with, also in full width, and the white space a spreadsheet looks through.
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-\d+([.,]\d+)?$/;
