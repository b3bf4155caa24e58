import { describe, expect, it } from "vitest";
import { compactIban, isIban, isSepa } from "./iban";

const RIGHT = [
  "DE89370400440532013000",
  "GB29NWBK60161331926819",
  "NL91ABNA0417164300",
  "FR1420041010050500013M02606",
  "NO9386011117947",
  "MT84MALT011000012345MTLCAST001S",
  "SA0380000000608010167519",
];

describe("an IBAN", () => {
  it.each(RIGHT)("is taken with right check digits: %s", (iban) => expect(isIban(iban)).toBe(true));

  it("is refused with any one digit changed, or two neighbours swapped", () => {
    for (const iban of RIGHT) {
      for (let at = 2; at < iban.length; at++) {
        const digit = iban.charAt(at);
        if (!/\d/.test(digit)) continue;
        const other = String((Number(digit) + 1) % 10);
        expect(isIban(iban.slice(0, at) + other + iban.slice(at + 1))).toBe(false);
      }
    }
    expect(isIban("DE89370400440532010300")).toBe(false);
  });

  it("is refused with another country's length, and what is no IBAN at all", () => {
    for (const text of ["", "DE", "DE8937040044053201300", "de89370400440532013000", "12345678", "GB29 NWBK"])
      expect(isIban(text)).toBe(false);
  });

  it("is typed in groups, in either case", () => {
    expect(compactIban(" de89 3704 0044 0532 0130 00 ")).toBe(RIGHT[0]);
  });

  it("is reached by SEPA in SEPA countries alone", () => {
    expect(isSepa("DE89370400440532013000")).toBe(true);
    expect(isSepa("SA0380000000608010167519")).toBe(false);
  });
});
