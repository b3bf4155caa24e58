import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURRENCY_CODES, exponentOf } from "./currencies";
import { AMOUNT_MINOR_MAX, formatDecimal, parseDecimal } from "./decimal";
import { formatMoney, parseMoney } from "./format";

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100_000);
const currency = fc.constantFrom(...CURRENCY_CODES);
const amountMinor = fc.bigInt({ min: -AMOUNT_MINOR_MAX, max: AMOUNT_MINOR_MAX });

describe("money", () => {
  it("survives format, parse, format for every currency and amount", () => {
    fc.assert(
      fc.property(currency, amountMinor, (code, minor) => {
        const text = formatDecimal(minor, exponentOf(code));
        expect(parseDecimal(text, exponentOf(code))).toBe(minor);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(["en-GB", "en-US", "de-DE", "de-CH", "fr-FR", "ja-JP", "hi-IN", "ar-EG", "sv-SE", "pt-BR"])(
    "reads back exactly what it wrote in %s",
    (locale) => {
      fc.assert(
        fc.property(currency, amountMinor, (code, minor) => {
          expect(parseMoney(formatMoney(minor, code, { locale }), code, locale)).toBe(minor);
        }),
        { numRuns: Math.min(RUNS, 300) },
      );
    },
  );

  it("knows the exponents of ISO 4217", () => {
    const expected = {
      USD: 2,
      JPY: 0,
      BHD: 3,
      CLF: 4,
      UYW: 4,
      ISK: 0,
      KRW: 0,
      MGA: 2,
      MRU: 2,
      HUF: 2,
      IDR: 2,
      TND: 3,
    };
    for (const [code, exponent] of Object.entries(expected))
      expect([code, exponentOf(code)]).toEqual([code, exponent]);
  });

  it("writes all decimals of a currency whatever the locale would leave out", () => {
    expect(formatMoney(123456n, "USD", { locale: "en-US" })).toBe("$1,234.56");
    expect(formatMoney(9_007_199_254_740_993n, "GBP")).toBe("£90,071,992,547,409.93");
    expect(formatMoney(500n, "JPY", { locale: "en-US" })).toBe("¥500");
    expect(formatMoney(1500n, "HUF", { locale: "en-US" })).toBe("HUF\u00a015.00");
  });

  it("does not read a misplaced separator as another amount", () => {
    expect(parseMoney("1.50", "EUR", "de-DE")).toBeNull();
    expect(parseMoney("1,50", "EUR", "de-DE")).toBe(150n);
    expect(parseMoney("1,50", "EUR", "en-GB")).toBeNull();
    expect(parseMoney("1.234,50", "EUR", "de-DE")).toBe(123450n);
  });

  it.each(["", ".5", "1.", "1e3", "1,5", "+1", " 1", "0x10", "1.234", "9223372036854775808"])(
    "refuses %j as a decimal of two places",
    (text) => {
      expect(parseDecimal(text, 2)).toBeNull();
    },
  );
});
