import { XMLParser } from "fast-xml-parser";
import { unzipSync } from "fflate";
import { refuseField } from "@/lib/verb/problem";
import { IMPORT_BYTES_MAX, IMPORT_COLUMNS_MAX, IMPORT_LINES_MAX } from "./fields";
import { type CellStyle, dateText, readStyles } from "./workbook-styles";
import { elements, type XmlNode } from "./xml-node";

/** What is read of a spreadsheet may have so many bytes when it is unpacked. */
export const WORKBOOK_BYTES_MAX = 67_108_864;
/** So many cells, those before a line's last that are empty too: a full import and as much again above or beside it. */
export const WORKBOOK_CELLS_MAX = 2 * IMPORT_LINES_MAX * IMPORT_COLUMNS_MAX;

/** A spreadsheet's first visible sheet as CSV, line for line, and what it is called. */
export interface WorkbookText {
  text: string;
  sheet: string;
  /** How many other sheets were left alone. */
  others: number;
}

/** Reads an XLSX workbook: values as they are shown, days and times as ISO 8601. Refuses what is none. */
export function readWorkbook(bytes: Uint8Array): WorkbookText {
  const parts = unpack(bytes);
  const book = parsePart(parts, "xl/workbook.xml");
  const sheets = elements(book.workbook?.sheets?.sheet).filter(
    ({ state }) => state === undefined || state === "visible",
  );
  const [first] = sheets;
  if (!first) return refuse("The workbook has no sheet that is shown.");
  const styles = parts["xl/styles.xml"] ? readStyles(parsePart(parts, "xl/styles.xml")) : [];
  const strings = parts["xl/sharedStrings.xml"]
    ? elements(parsePart(parts, "xl/sharedStrings.xml").sst?.si).map(richText)
    : [];
  const since1904 = ["1", "true"].includes(String(book.workbook?.workbookPr?.date1904));
  const sheet = parsePart(parts, pathOf(parts, String(first["r:id"])));
  const text = linesOf(sheet, { strings, styles, since1904 }).join("\n");
  refuseLongText(text);
  return { text, sheet: decoded(String(first.name)), others: sheets.length - 1 };
}

/** A small file may hold much text: what is sent and read is that, and not the file. */
function refuseLongText(text: string): void {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= IMPORT_BYTES_MAX) return;
  const [found, most] = [Math.ceil((bytes / MIB) * 10) / 10, IMPORT_BYTES_MAX / MIB];
  refuseTooBig(
    `What stands in the sheet is ${found} MiB of text, and an import takes at most ${most}, however small the file is. Delete the columns that are not imported, or split it.`,
  );
}

const MIB = 1_048_576;

type Parts = Record<string, Uint8Array>;

// The archive says how large a part is: what is larger is not unpacked, and what lies about it is cut off there.
function unpack(bytes: Uint8Array): Parts {
  let total = 0;
  const wanted =
    /^xl\/(?:workbook|styles|sharedStrings|worksheets\/[^/]+)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted.test(name)) return false;
        total += originalSize;
        if (total > WORKBOOK_BYTES_MAX) throw new RangeError("too large");
        return true;
      },
    });
  } catch (err) {
    if (err instanceof RangeError && err.message === "too large")
      return refuse(
        `The workbook has more than ${WORKBOOK_BYTES_MAX / 1_048_576} MiB when it is unpacked. Save the sheet as CSV.`,
      );
    return refuse(NO_WORKBOOK);
  }
}

const NO_WORKBOOK = "This is no spreadsheet that can be read. Save the sheet as .xlsx or as CSV.";

// Entities of a document's own are not expanded; the five of XML are, in the texts that are used.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
  ignoreDeclaration: true,
});

function parsePart(parts: Parts, path: string): XmlNode {
  const part = parts[path];
  if (!part) return refuse(NO_WORKBOOK);
  try {
    return parser.parse(new TextDecoder("utf-8", { fatal: true }).decode(part)) as XmlNode;
  } catch {
    return refuse(NO_WORKBOOK);
  }
}

function pathOf(parts: Parts, relation: string): string {
  const relations = elements(parsePart(parts, "xl/_rels/workbook.xml.rels").Relationships?.Relationship);
  const target = String(relations.find(({ Id }) => String(Id) === relation)?.Target ?? "");
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

interface Reading {
  strings: string[];
  styles: CellStyle[];
  since1904: boolean;
}

// A row's number is its line's, so that what is said of a line can be found in the spreadsheet.
function linesOf(sheet: XmlNode, reading: Reading): string[] {
  const lines: string[] = [];
  let total = 0;
  for (const row of elements(sheet.worksheet?.sheetData?.row)) {
    const number = Number(row.r ?? lines.length + 1);
    if (!Number.isSafeInteger(number) || number <= lines.length || number > ROWS_MAX)
      return refuse(NO_WORKBOOK);
    while (lines.length < number - 1) lines.push("");
    const cells: string[] = [];
    for (const cell of elements(row.c)) {
      const column = columnOf(String(cell.r ?? "")) ?? cells.length;
      if (column > COLUMNS_MAX) return refuse(NO_WORKBOOK);
      const text = cellText(cell, reading);
      if (column >= IMPORT_COLUMNS_MAX) {
        // A row that is formatted to its end has cells there, and nothing in them.
        if (text === "") continue;
        return refuseTooBig(
          `Line ${number} has something beyond column ${IMPORT_COLUMNS_MAX}; a file may have at most ${IMPORT_COLUMNS_MAX} columns. Delete what is there.`,
        );
      }
      while (cells.length < column) cells.push("");
      cells.push(text);
    }
    total += cells.length;
    if (total > WORKBOOK_CELLS_MAX)
      return refuseTooBig(
        `The sheet has more than ${WORKBOOK_CELLS_MAX} cells, empty ones before a line's last among them. Split it.`,
      );
    lines.push(cells.map((text) => `"${text.replace(/[\r\n]+/g, " ").replaceAll('"', '""')}"`).join(","));
  }
  return lines;
}

const ROWS_MAX = 1_048_576;
const COLUMNS_MAX = 16_384;

/** The place of a cell's column, from 0: `AB12` is in column 27. */
function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  return letters
    ? [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1
    : null;
}

function cellText(cell: XmlNode, { strings, styles, since1904 }: Reading): string {
  const value = textOf(cell.v);
  switch (cell.t === undefined ? "n" : String(cell.t)) {
    case "s":
      return strings[Number(value)] ?? "";
    case "inlineStr":
      return richText(cell.is);
    case "n":
      return styles[Number(cell.s ?? 0)] === "date"
        ? dateText(value, since1904)
        : numberText(value, String(cell.r));
    default:
      return decoded(value);
  }
}

/** A number as a spreadsheet shows it: to fifteen digits, which is all it keeps of what was typed. */
function numberText(value: string, cell: string): string {
  const number = Number(value);
  if (value === "" || !Number.isFinite(number)) return value;
  if (Math.abs(number) >= 10 ** DIGITS)
    return refuse(
      `Cell ${cell} holds a number of more than ${DIGITS} digits, which a spreadsheet rounds. Format its column as text and type it again.`,
    );
  const text = number.toPrecision(DIGITS);
  // Below a millionth the exponent stays; no amount and no reference is written so.
  return text.includes("e") ? text : text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

const DIGITS = 15;

function richText(item: XmlNode | undefined): string {
  if (item === undefined) return "";
  const runs = elements(item.r).map(({ t }) => textOf(t));
  return decoded(runs.length > 0 ? runs.join("") : textOf(item.t));
}

function textOf(node: XmlNode | string | undefined): string {
  if (node === undefined) return "";
  return typeof node === "string" ? node : String(node["#text"] ?? "");
}

const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }),
);

function decoded(text: string): string {
  return text
    .replace(
      /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (name) return NAMED.get(name) ?? whole;
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return code > 0x10_ff_ff ? whole : String.fromCodePoint(code);
      },
    )
    .replace(/_x([\dA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function refuseTooBig(message: string): never {
  return refuseField("file", "too_big", message);
}

function refuse(message: string): never {
  return refuseField("file", "invalid_format", message);
}
