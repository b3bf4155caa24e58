import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { problemOf } from "@/lib/verb/problem";
import { IMPORT_BYTES_MAX } from "./fields";
import { readFile } from "./read-file";
import { readWorkbook, WORKBOOK_BYTES_MAX, WORKBOOK_CELLS_MAX } from "./read-workbook";
import { ImportRequest } from "./schemas";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONS = `${XML}<Relationships xmlns="x"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`;
// Style 1 is a built-in day, 2 a pattern of one's own, 3 a number with a coloured pattern.
const STYLES = `${XML}<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="[Red]#,##0.00&quot; days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;
const STRINGS = `${XML}<sst><si><t>Reference</t></si><si><r><t>M&#252;ller </t></r><r><t xml:space="preserve">&amp; S</t></r><rPh><t>x</t></rPh></si></sst>`;

const book = (sheets: string, more = "") =>
  `${XML}<workbook xmlns:r="r">${more}<sheets>${sheets}</sheets></workbook>`;
const ONE = book('<sheet name="T &amp; T" sheetId="1" r:id="rId1"/>');

function workbook(rows: string, parts: Record<string, string> = {}): Uint8Array {
  const all = {
    "xl/workbook.xml": ONE,
    "xl/_rels/workbook.xml.rels": RELATIONS,
    "xl/styles.xml": STYLES,
    "xl/sharedStrings.xml": STRINGS,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])));
}

const textOf = (rows: string, parts?: Record<string, string>) => readWorkbook(workbook(rows, parts)).text;

function refusal(bytes: Uint8Array): string {
  try {
    readWorkbook(bytes);
  } catch (err) {
    const problem = problemOf(err);
    if (problem?.code === "invalid") return problem.issues[0]?.message ?? "";
    throw err;
  }
  return "none";
}

describe("a spreadsheet", () => {
  it("is read cell by cell, each at its place", () => {
    const rows =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>a "b"</t></is></c></row><row r="4"><c r="B4" t="s"><v>1</v></c></row>';
    expect(textOf(rows)).toBe('\n"Reference","","a ""b"""\n\n"","Müller & S"');
  });

  it.each([
    ['<c r="A1"><v>12.5</v></c>', "12.5"],
    ['<c r="A1"><v>1.1000000000000001</v></c>', "1.1"],
    ['<c r="A1"><v>0.30000000000000004</v></c>', "0.3"],
    ['<c r="A1"><v>1E3</v></c>', "1000"],
    ['<c r="A1"><v>-7</v></c>', "-7"],
    ['<c r="A1"><v>999999999999999</v></c>', "999999999999999"],
    ['<c r="A1" s="3"><v>1234.5</v></c>', "1234.5"],
    ['<c r="A1" s="1"><v>46027</v></c>', "2026-01-05"],
    ['<c r="A1" s="2"><v>46027.4375</v></c>', "2026-01-05 10:30:00"],
    ['<c r="A1" s="1"><v>59</v></c>', "1900-02-28"],
    ['<c r="A1" s="1"><v>61</v></c>', "1900-03-01"],
    ['<c r="A1" t="str"><f>A2&amp;"x"</f><v>a&lt;b</v></c>', "a<b"],
    ['<c r="A1" t="str"><v>a&constructor;b</v></c>', "a&constructor;b"],
    ['<c r="A1" t="d"><v>2026-01-05T00:00:00</v></c>', "2026-01-05T00:00:00"],
    ['<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"],
    ['<c r="A1" t="s"><v>7</v></c>', ""],
  ])("shows %s as %s", (cell, text) => {
    expect(textOf(`<row r="1">${cell}</row>`)).toBe(`"${text}"`);
  });

  it("counts days from 1904 where it says so", () => {
    const parts = { "xl/workbook.xml": book('<sheet name="A" r:id="rId1"/>', '<workbookPr date1904="1"/>') };
    expect(textOf('<row r="1"><c r="A1" s="1"><v>44565</v></c></row>', parts)).toBe('"2026-01-05"');
  });

  it("is its first sheet that is shown, and says so", () => {
    const sheets =
      '<sheet name="Old" state="hidden" r:id="rId1"/><sheet name="New" r:id="rId2"/><sheet name="More" r:id="rId1"/>';
    const bytes = workbook("", {
      "xl/workbook.xml": book(sheets),
      "xl/worksheets/sheet2.xml": `${XML}<worksheet><sheetData><row r="1"><c r="A1"><v>2</v></c></row></sheetData></worksheet>`,
    });
    expect(readWorkbook(bytes)).toEqual({ text: '"2"', sheet: "New", others: 1 });
    expect(readWorkbook(workbook("")).sheet).toBe("T & T");
  });

  it("is refused where it has rounded a number already", () => {
    expect(refusal(workbook('<row r="3"><c r="B3"><v>1.2345678901234567E+16</v></c></row>'))).toMatch(
      /Cell B3 .* more than 15 digits/,
    );
  });

  it("expands nothing: neither entities nor what unpacks to more than the limit", () => {
    const entities = `<!DOCTYPE x [<!ENTITY a "${"a".repeat(100)}"><!ENTITY b "&a;&a;&a;">]>`;
    const parts = {
      "xl/worksheets/sheet1.xml": `${XML}${entities}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
    };
    const bytes = workbook("", parts);
    expect(readWorkbook(bytes).text).toBe('"&b;"');
    const bomb = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(WORKBOOK_BYTES_MAX + 1) });
    expect(refusal(bomb)).toMatch(/64 MiB when it is unpacked/);
  });

  it("is refused at once, by its limits, where a small file would spread over millions of cells", () => {
    const rows = (count: number, cells: (row: number) => string) =>
      Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${cells(at + 1)}</row>`).join("");
    const far = workbook(rows(12_000, (row) => `<c r="A${row}"><v>1</v></c><c r="XFD${row}"><v>1</v></c>`));
    expect(far.length).toBeLessThan(300_000);
    expect(refusal(far)).toMatch(/^Line 1 has something beyond column 100; .* at most 100 columns/);
    const last = (row: number) => `<c r="CV${row}"><v>1</v></c>`;
    expect(refusal(workbook(rows(WORKBOOK_CELLS_MAX / 100, last)))).toBe("none");
    expect(refusal(workbook(rows(WORKBOOK_CELLS_MAX / 100 + 1, last)))).toMatch(/more than 2000000 cells/);
  });

  it("is refused in true words where a small file within every other limit holds more text than is taken", () => {
    const cell = "ABCDEFGHIJ".repeat(40);
    const rows = (count: number, columns: number) =>
      Array.from({ length: count }, (_, row) => {
        const cells = Array.from({ length: columns }, () => `<c t="str"><v>${cell}</v></c>`);
        return `<row r="${row + 1}">${cells.join("")}</row>`;
      }).join("");
    const wide = workbook(rows(1_000, 30));
    expect(wide.length).toBeLessThan(IMPORT_BYTES_MAX / 4);
    expect(refusal(wide)).toBe(
      "What stands in the sheet is 11.6 MiB of text, and an import takes at most 8, however small the file is. Delete the columns that are not imported, or split it.",
    );
    // With what is imported alone it is taken, whole.
    const { text } = readWorkbook(workbook(rows(1_000, 9)));
    expect(ImportRequest.shape.text.safeParse(text).success).toBe(true);
    expect(readFile(text).lines).toHaveLength(999);
  });

  it.each(["a", "é", "株"])("counts its text as it is sent: %s", (letter) => {
    const line = (letters: number) =>
      workbook(`<row r="1"><c r="A1" t="str"><v>${letter.repeat(letters)}</v></c></row>`);
    const bytes = new TextEncoder().encode(letter).length;
    // Two quotes stand around it.
    const most = Math.floor((IMPORT_BYTES_MAX - 2) / bytes);
    expect([refusal(line(most)), refusal(line(most + 1))]).toEqual([
      "none",
      expect.stringContaining("8.1 MiB of text"),
    ]);
  });

  it("is read where cells beyond its last column are formatted and have nothing in them", () => {
    expect(textOf('<row r="1"><c r="A1"><v>1</v></c><c r="CW1" s="3"/><c r="XFD1" s="1"/></row>')).toBe(
      '"1"',
    );
    expect(textOf('<row r="1"><c r="CV1"><v>1</v></c></row>')).toMatch(/^("",){99}"1"$/);
    expect(refusal(workbook('<row r="1"><c r="CW1"><v>1</v></c></row>'))).toMatch(/at most 100 columns/);
  });

  it.each([
    ["cut off", workbook("").slice(0, 400)],
    ["without a sheet", workbook("", { "xl/workbook.xml": book("") })],
    [
      "with a sheet that is not there",
      workbook("", { "xl/workbook.xml": book('<sheet name="A" r:id="rId9"/>') }),
    ],
    ["with rows out of order", workbook('<row r="5"/><row r="4"/>')],
    ["with a row beyond the last", workbook('<row r="99999999"/>')],
  ])("is refused: %s", (_name, bytes) => {
    expect(refusal(bytes)).toMatch(/no spreadsheet that can be read|no sheet that is shown/);
  });
});
