import { refuseField } from "@/lib/verb/problem";
import { decodeText, type Encoding, whyNoText } from "./decode-text";

/** A file as the text of a table, and how it was read. */
export type ReadUpload =
  | { kind: "text"; text: string; encoding: Encoding; encodings: Encoding[] }
  | { kind: "workbook"; text: string; sheet: string; others: number };

/** Reads a chosen file, a CSV or an XLSX workbook, by what is in it and not by its name. Refuses what is neither. */
export async function readUpload(bytes: Uint8Array, encoding: Encoding | null = null): Promise<ReadUpload> {
  if (bytes.length === 0) refuseField("file", "invalid_value", "The file is empty.");
  if (begins(bytes, ZIP)) {
    // Only who opens a spreadsheet needs what opens one.
    const { readWorkbook } = await import("./read-workbook");
    return { kind: "workbook", ...readWorkbook(bytes) };
  }
  const sentence = FOREIGN.find(({ magic }) => begins(bytes, magic))?.sentence;
  if (sentence) refuseField("file", "invalid_format", sentence);
  const decoded = decodeText(bytes, encoding);
  if (!decoded) return refuseField("file", "invalid_format", whyNoText(bytes));
  const { text, encoding: read, choices } = decoded;
  return { kind: "text", text, encoding: read, encodings: choices };
}

const ZIP = [0x50, 0x4b];

const FOREIGN = [
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    sentence:
      "This is an old spreadsheet (.xls), or one with a password. Save it as .xlsx without one, or as CSV.",
  },
  { magic: [0x25, 0x50, 0x44, 0x46], sentence: "This is a PDF. Export the table as CSV or .xlsx." },
  { magic: [0x1f, 0x8b], sentence: "This file is compressed. Unpack it first." },
];

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}
