import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { csvDecimal, csvNotationOf, csvRows } from "./spreadsheet-csv";

describe("CSV for a reader's spreadsheet", () => {
  it.each([
    ["en-GB", ",", "12.50"],
    ["en-US", ",", "12.50"],
    ["ja-JP", ",", "12.50"],
    ["de-CH", ";", "12.50"],
    ["de-LI", ";", "12.50"],
    ["fr-CH", ";", "12,50"],
    ["de-DE", ";", "12,50"],
    ["fr-FR", ";", "12,50"],
    ["sv-SE", ";", "12,50"],
    ["pt-BR", ";", "12,50"],
  ])("in %s separates cells by %j and writes %s", (locale, delimiter, amount) => {
    const notation = csvNotationOf(locale);
    expect([notation.delimiter, csvDecimal("12.50", notation)]).toEqual([delimiter, amount]);
  });
});

describe("a cell of a CSV", () => {
  it.each(["=1+1", "+1+1", "@SUM(1)", "\t=1", "-1+1", "-cmd|'/c calc'!A0", "\uff1d1+1", "\uff0d1"])(
    "that a spreadsheet would run begins with an apostrophe: %j",
    (cell) => expect(parse(csvRows([[cell]]))).toEqual([[`'${cell}`]]),
  );

  it.each(["-12.50", "-12,50", "-3", "12.50", "a=b", "O'Brien", "", "line\nbreak", 'a "quoted" word'])(
    "that is none is kept as it is: %j",
    (cell) => expect(parse(csvRows([[cell, "end"]]))).toEqual([[cell, "end"]]),
  );
});

describe("a column of digits that are a text", () => {
  it("is in quotes whatever is in it, its zeros in front, and what would run as a formula defused", () => {
    const rows = [
      ["amount", "account"],
      ["12.50", "00012345"],
      ["1", ""],
      ["2", "=1+1"],
    ];
    expect(csvRows(rows, { delimiter: ";", quotedColumns: [1] })).toBe(
      'amount;"account"\n12.50;"00012345"\n1;\n2;"\'=1+1"\n',
    );
  });
});
