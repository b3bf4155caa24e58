import { describe, expect, it } from "vitest";
import { guessAmountNotation, plainDecimal } from "./amount-notation";

describe("a written amount", () => {
  it.each([
    ["12.50", "12.50", null],
    ["12,50", null, "12.50"],
    ["1,234.50", "1234.50", null],
    ["1.234,50", null, "1234.50"],
    ["1'234.50", "1234.50", null],
    ["1 234,50", null, "1234.50"],
    ["1\u202f234\u202f567,5", null, "1234567.5"],
    ["1,234,567.5", "1234567.5", null],
    ["1'234", "1234", "1234"],
    ["500", "500", "500"],
    ["-12.50", "-12.50", null],
    ["\u221212,50", null, "-12.50"],
    ["1,234", null, "1.234"],
    ["1.234", "1.234", null],
    ["1,23,456.5", null, null],
    ["1 23.5", null, null],
    ["12.", null, null],
    ["1e3", null, null],
    ["", null, null],
  ])("%j is %j with points and %j with commas", (text, point, comma) => {
    expect([plainDecimal(text, "decimal"), plainDecimal(text, "comma")]).toEqual([point, comma]);
  });

  it("is in the smallest unit only where it has no sign at all", () => {
    expect(["1250", "12.50", "1'250"].map((text) => plainDecimal(text, "minor"))).toEqual([
      "1250",
      null,
      null,
    ]);
  });
});

describe("how a column writes its amounts", () => {
  it.each([
    [["12,50", "3", "1.234,00"], "comma"],
    [["12.50", "3", "1,234.00"], "decimal"],
    [["3", "4"], "decimal"],
    [["12,50", "12.50"], "decimal"],
    [["12,50", "12.50", "3,75"], "comma"],
    [[...Array<string>(9).fill("12,500"), "0,500", "1.234"], "comma"],
    [["1.234", "12,50"], "comma"],
    [["1,234", "12.50"], "decimal"],
    [["1,234", "2,345"], "comma"],
    [["1.234", "2.345"], "decimal"],
    [[], "decimal"],
  ] as const)("is read off %j", (amounts, notation) => {
    expect(guessAmountNotation(amounts)).toBe(notation);
  });
});
