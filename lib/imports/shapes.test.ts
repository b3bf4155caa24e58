import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { problemOf } from "@/lib/verb/problem";
import { guessMapping, readFile } from "./read-file";
import { readLine } from "./read-line";
import { readUpload } from "./read-upload";

const NOW = new Date("2026-06-01T00:00:00Z");
const connector = {
  id: newId(),
  provider: "GENERIC",
  reference: newId(),
  name: "Bank",
  builtIn: false,
  enabled: true,
  merchantId: null,
  createdAt: NOW,
};

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));
const bigEndian = (text: string) => new Uint8Array(Buffer.from(text, "utf16le").swap16());
// As ISO 8859-15 writes them: the letters that Latin 1 has not.
const latin9 = (text: string) => latin(text.replaceAll("€", "\u00a4").replaceAll("œ", "\u00bd"));

/** What the bytes say of two payments, as an import reads them; or the sentence that refuses them. */
async function read(bytes: Uint8Array): Promise<string[] | string> {
  try {
    const file = readFile((await readUpload(bytes)).text);
    const mapping = guessMapping("payments", file.columns, file.lines);
    return file.lines.map(({ line, cells }) => {
      const each = readLine(
        { kind: "payments", connector, mapping, columns: file.columns.length, now: NOW },
        cells,
      );
      if (!each.ok) return `${line}: ${each.message}`;
      const { reference, createdAt, amount, asset } = each.input;
      return `${line}: ${reference} ${createdAt.occurredAt.toISOString()} ${amount} ${asset.currency}/${asset.precision}`;
    });
  } catch (err) {
    const problem = problemOf(err);
    if (problem?.code !== "invalid") throw err;
    return problem.issues[0]?.message ?? "";
  }
}

const told = (first: string, from = 2, second = "INV-2") => [
  `${from}: ${first} 2026-01-05T00:00:00.000Z 1250 EUR/2`,
  `${from + 1}: ${second} 2026-01-06T00:00:00.000Z 123450 EUR/2`,
];
const HEADER = "Reference,Date,Amount,Currency";
const LINES = "INV-1,2026-01-05,12.50,EUR\nINV-2,2026-01-06,1234.50,EUR";
const semicolons = (text: string) => text.replaceAll(",", ";");

const UMLAUT = `${HEADER}\n${LINES.replace("INV-1", "Müller-1")}\n`;
const NOTES = `${HEADER},Note,Note\n${LINES.replaceAll("EUR", "EUR,a,b")}\n`;

const SHAPES: [name: string, bytes: Uint8Array, expected: string[]][] = [
  ["commas", utf8(`${HEADER}\n${LINES}\n`), told("INV-1")],
  ["no line end at the end", utf8(`${HEADER}\n${LINES}`), told("INV-1")],
  ["a byte order mark", utf8(`\ufeff${HEADER}\n${LINES}\n`), told("INV-1")],
  ["Windows' line ends", utf8(`${HEADER}\n${LINES}\n`.replaceAll("\n", "\r\n")), told("INV-1")],
  ["old Macintosh's line ends", utf8(`${HEADER}\n${LINES}\n`.replaceAll("\n", "\r")), told("INV-1")],
  ["mixed line ends", utf8(`${HEADER}\r\n${LINES.replace("\n", "\r")}\n`), told("INV-1")],
  ["mixed line ends, the other way", utf8(`${HEADER}\n${LINES.replace("\n", "\r\n")}\n`), told("INV-1")],
  ["semicolons", utf8(semicolons(`${HEADER}\n${LINES}\n`)), told("INV-1")],
  ["tabs", utf8(`${HEADER}\n${LINES}\n`.replaceAll(",", "\t")), told("INV-1")],
  ["bars", utf8(`${HEADER}\n${LINES}\n`.replaceAll(",", "|")), told("INV-1")],
  [
    "semicolons and decimal commas",
    utf8("Reference;Date;Amount;Currency\nINV-1;2026-01-05;12,50;EUR\nINV-2;2026-01-06;1.234,50;EUR\n"),
    told("INV-1"),
  ],
  [
    "groups of thousands",
    utf8(`${HEADER}\nINV-1,2026-01-05,12.50,EUR\nINV-2,2026-01-06,"1,234.50",EUR\n`),
    told("INV-1"),
  ],
  [
    "groups of thousands with an apostrophe",
    utf8(`${HEADER}\n${LINES.replace("1234", "1'234")}\n`),
    told("INV-1"),
  ],
  [
    "a line that names the separator",
    utf8(`sep=;\r\n${semicolons(`${HEADER}\n${LINES}`)}`),
    told("INV-1", 3),
  ],
  ["a title above the header", utf8(`Bank of the lake, January\n\n${HEADER}\n${LINES}\n`), told("INV-1", 4)],
  [
    "two lines about the file, as a spreadsheet saves them",
    utf8(`Account,CH93;,,\nFrom 1 January,,,\n${HEADER}\n${LINES}\n`),
    told("INV-1", 4),
  ],
  [
    "a quoted header with commas in it",
    utf8(
      `"Reference","Note, of us","Date","Amount","Currency"\n${LINES.replaceAll(",2026", ',"a, b",2026')}\n`,
    ),
    told("INV-1"),
  ],
  [
    "everything quoted, with line ends and quotes inside",
    utf8(
      `"Reference","Date","Note","Amount","Currency"\n"INV-1","2026-01-05","5"" pipe","12.50","EUR"\n"INV-2","2026-01-06","b","1234.50","EUR"\n`,
    ),
    told("INV-1"),
  ],
  ["empty lines and lines of separators alone", utf8(`${HEADER}\n\n${LINES}\n,,,\n,,,\n`), told("INV-1", 3)],
  ["days with points", utf8(`${HEADER}\n${LINES}\n`.replace(/2026-01-0(\d)/g, "$1.1.2026")), told("INV-1")],
  [
    "Windows-1252",
    latin(`${HEADER}\n${LINES.replace("INV-1", "Müller-1").replace("INV-2", "Möller-1")}\n`),
    told("Müller-1", 2, "Möller-1"),
  ],
  [
    "ISO 8859-15",
    latin9(`${HEADER}\n${LINES.replace("INV-1", "Cœur-€").replace("INV-2", "Sœur-1")}\n`),
    told("Cœur-€", 2, "Sœur-1"),
  ],
  ["UTF-16 LE", utf16(`\ufeff${UMLAUT}`), told("Müller-1")],
  ["UTF-16 BE", bigEndian(`\ufeff${UMLAUT}`), told("Müller-1")],
  ["UTF-16 LE without a byte order mark", utf16(UMLAUT), told("Müller-1")],
  ["UTF-16 BE without a byte order mark", bigEndian(UMLAUT), told("Müller-1")],
  [
    "UTF-16 LE without a byte order mark, mostly of letters that fill two bytes",
    utf16(`${HEADER}\n${LINES.replace("INV-1", "注文".repeat(200))}`),
    told("注文".repeat(200)),
  ],
  ["spaces around cells", utf8(`${HEADER}\n${LINES}\n`.replaceAll(",", " , ")), told("INV-1")],
  ["two columns of one name that nothing is read from", utf8(NOTES), told("INV-1")],
];

describe("a file of payments", () => {
  it.each(SHAPES)("is read with %s", async (_name, bytes, expected) => {
    expect(await read(bytes)).toEqual(expected);
  });

  it("says what it does not read above the header", () => {
    expect(readFile(`sep=;\nOf January\n${semicolons(`${HEADER}\n${LINES}`)}`).skipped).toEqual([
      { line: 1, text: "sep=;" },
      { line: 2, text: "Of January" },
    ]);
  });

  it("tells two columns of one name apart", () => {
    expect(readFile(`Reference,Amount,amount,\nINV-1,1,2,3\n`).columns).toEqual([
      "Reference",
      "Amount (column 2)",
      "amount (column 3)",
      "Column 4",
    ]);
  });

  it("takes no line for a title that is as full as a line of the table", () => {
    const file = readFile(`a,b,c,d\nINV-0,2026-01-04,1.00,EUR\n${HEADER}\n${LINES}`);
    expect([file.columns, file.lines.length]).toEqual([["a", "b", "c", "d"], 4]);
  });
});

describe("what an import does not guess", () => {
  it.each<[string, Uint8Array, RegExp]>([
    [
      "a decimal comma that splits a cell",
      utf8("Reference,Date,Currency,Amount\nINV-1,2026-01-05,EUR,12,50\n"),
      /has 5 cells, and the header 4/,
    ],
    [
      "an amount that may be two",
      utf8(`${HEADER}\nINV-1,2026-01-05,"1,234",EUR\nINV-2,2026-01-05,1.50,EUR\n`),
      /must be a number such as 1234.50/,
    ],
    [
      "an amount that is one in the other notation alone, of which it tells",
      utf8(`${HEADER}\nINV-1,2026-01-05,"1,50",EUR\nINV-2,2026-01-05,1.50,EUR\n`),
      /decimals than its currency has, or choose that amounts are written with a comma$/,
    ],
    [
      "an amount with too many decimals in any notation",
      utf8(`${HEADER}\nINV-1,2026-01-05,1.505,EUR\nINV-2,2026-01-05,1.50,EUR\n`),
      /decimals than its currency has$/,
    ],
    [
      "more than any amount can be",
      utf8(`${HEADER}\nINV-1,2026-01-05,99999999999999999999,EUR\n`),
      /^2: Amount is too large$/,
    ],
    [
      "more than any amount can be in minor units, and nothing beyond",
      utf8(`${HEADER}\nINV-1,2026-01-05,92233720368547758.08,EUR\n`),
      /^2: Amount is too large$/,
    ],
    [
      "less than nothing, however much",
      utf8(`${HEADER}\nINV-1,2026-01-05,-99999999999999999999,EUR\n`),
      /^2: Amount must not be negative$/,
    ],
    [
      "what would be too large in the other notation as well, of which it does not tell",
      utf8(
        `${HEADER}\nINV-1,2026-01-05,"99999999999999999999,5",EUR\nINV-2,2026-01-05,1.50,EUR\nINV-3,2026-01-05,1.50,EUR\n`,
      ),
      /^2: Amount must be a number such as 1234.50, with no more decimals than its currency has$/,
    ],
    [
      "a currency that is not known, which says nothing of an amount",
      utf8(`${HEADER}\nINV-1,2026-01-05,12.505,XXQ\n`),
      /^2: Asset or currency is not known: write a code such as EUR, or one with its decimals, such as EUR\/2$/,
    ],
    [
      "a currency that is not known, beside what is no amount in any",
      utf8(`${HEADER}\nINV-1,2026-01-05,a lot,XXQ\n`),
      /^2: Amount must be a number such as 1234.50, .*; Asset or currency is not known/,
    ],
    [
      "which currency an amount is in",
      utf8(`${HEADER}\nINV-1,2026-01-05,12.50,\n`),
      /^2: Asset or currency is required$/,
    ],
    [
      "a day that may be two",
      utf8(`${HEADER}\nINV-1,03/04/2026,1.00,EUR\n`),
      /must be a day such as 2026-01-31/,
    ],
    [
      "which of two columns of one name is meant",
      utf8(`${HEADER},Amount\nINV-1,2026-01-05,12.50,EUR,13.50\n`),
      /^2: Amount is required: choose its column$/,
    ],
    [
      "which of two columns is meant that differ in their number",
      utf8(`Reference,Date,Amount 1,Amount 2,Currency\nINV-1,2026-01-05,12.50,13.50,EUR\n`),
      /^2: Amount is required: choose its column$/,
    ],
    [
      "what an empty cell may have held",
      utf8(`${HEADER}\nINV-1,2026-01-05,,EUR\n`),
      /^2: Amount is required$/,
    ],
    [
      "letters that were lost before",
      utf8(`${HEADER}\nM\ufffd-1,2026-01-05,1.00,EUR\n`),
      /letters that were lost/,
    ],
  ])("is refused line by line: %s", async (_name, bytes, sentence) => {
    expect(String((await read(bytes)).at(0))).toMatch(sentence);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(), /is empty/],
    ["an old spreadsheet", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /old spreadsheet/],
    ["a PDF", latin("%PDF-1.7 ..."), /PDF/],
    ["an archive", zipSync({ "a.txt": strToU8("a") }), /no spreadsheet that can be read/],
    ["a program", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1, 2, 3, 0x80]), /no text in any encoding/],
    ["a quote that is not closed", utf8(`${HEADER}\n"INV-1,2026`), /not valid CSV/],
    ["a header alone", utf8(`${HEADER}\n\n`), /no lines below its header/],
    ["zero bytes", utf8(`${HEADER}\n${LINES.replace("INV", "I\0NV")}\n`), /zero bytes/],
    ["UTF-16 that lost a byte", utf16(UMLAUT).subarray(1), /zero bytes.*UTF-16.*CSV in UTF-8/],
    ["UTF-16 that was cut off", utf16(`\ufeff${UMLAUT}`).subarray(0, -1), /says it is UTF-16.*cut off/],
  ])("is refused whole: %s", async (_name, bytes, sentence) => {
    expect(await read(bytes)).toMatch(sentence);
  });
});

describe("the day of a line", () => {
  const EARLY = "Created at must be in the year 1970 or later, with all four digits";
  it.each([
    ["0026-11-30", EARLY],
    ["0026-11-30 10:30", EARLY],
    ["0026-11-30T10:30:00+02:00", EARLY],
    ["30.11.0026", EARLY],
    ["0001-01-01", EARLY],
    ["1969-12-31", EARLY],
    ["1970-01-01", null],
    ["2026-05-30", null],
  ])("is refused before 1970, where a year has lost its century: %s", async (day, refusal) => {
    const [line] = await read(utf8(`${HEADER}\nINV-1,${day},12.50,EUR\n`));
    expect(line).toBe(refusal ? `2: ${refusal}` : `2: INV-1 ${day}T00:00:00.000Z 1250 EUR/2`);
  });

  it("is refused beside what else is wrong with its line", async () => {
    const [line] = await read(utf8(`${HEADER}\n,0026-11-30,abc,EUR\n`));
    expect(line).toMatch(/^2: Reference is required/);
    const [both] = await read(utf8(`${HEADER}\nINV-1,0026-11-30,abc,EUR\n`));
    expect(both).toMatch(/^2: Amount must be a number .*; Created at must be in the year 1970/);
  });
});
