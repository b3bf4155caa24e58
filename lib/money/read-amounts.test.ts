import { describe, expect, it } from "vitest";
import { readAmounts } from "./read-amounts";

const read = (text: string) => readAmounts(text).map(({ decimal }) => decimal);

describe("an amount as people write it", () => {
  it.each([
    ["68.00", ["68"]],
    ["68,00", ["68"]],
    ["68", ["68"]],
    ["£68", ["68"]],
    ["-68.50", ["68.5"]],
    ["1,234.56", ["1234.56"]],
    ["1.234,56", ["1234.56"]],
    ["1 234,56", ["1234.56"]],
    ["1\u202f234,56\u00a0€", ["1234.56"]],
    ["1'234.50", ["1234.5"]],
    ["1’234’567.89", ["1234567.89"]],
    ["12,34,567.50", ["1234567.5"]],
    ["EUR 1.234,56", ["1234.56"]],
    ["1.234,56 EUR", ["1234.56"]],
    ["R250", ["250"]],
    ["R 1 250,00", ["1250"]],
    ["0.500", ["0.5"]],
    ["1,234", ["1.234", "1234"]],
    ["1.234", ["1.234", "1234"]],
    ["1,234,567", ["1234567"]],
  ])("%s is read as %j", (text, decimals) => {
    expect(read(text)).toEqual(decimals);
  });

  it.each([
    "smith",
    "",
    "INV-1007",
    "order 68",
    "€68€",
    "1,23,4",
    "1.234.56",
    "12 34,50",
    "68.00.00",
    "1.2.3",
  ])("%j is none", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("is in the currency it names, in one of those its sign stands for, or in any", () => {
    expect(readAmounts("68 gbp")).toEqual([{ decimal: "68", currencies: ["GBP"] }]);
    expect(readAmounts("£68")[0]?.currencies).toContain("GBP");
    expect(readAmounts("$68")[0]?.currencies).toEqual(expect.arrayContaining(["USD", "CAD", "AUD"]));
    expect(readAmounts("US$68")).toEqual([{ decimal: "68", currencies: ["USD"] }]);
    expect(readAmounts("68")[0]?.currencies).toBeNull();
  });
});
