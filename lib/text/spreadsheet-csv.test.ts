import { describe, expect, it } from "vitest";
import { csvDecimal, csvNotationOf } from "./spreadsheet-csv";

describe("CSV for a reader's spreadsheet", () => {
  it.each([
    ["en-GB", ",", "12.50"],
    ["en-US", ",", "12.50"],
    ["ja-JP", ",", "12.50"],
    ["de-CH", ",", "12.50"],
    ["de-DE", ";", "12,50"],
    ["fr-FR", ";", "12,50"],
    ["sv-SE", ";", "12,50"],
    ["pt-BR", ";", "12,50"],
  ])("in %s separates cells by %j and writes %s", (locale, delimiter, amount) => {
    const notation = csvNotationOf(locale);
    expect([notation.delimiter, csvDecimal("12.50", notation)]).toEqual([delimiter, amount]);
  });
});
