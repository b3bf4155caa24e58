import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ofCurrency } from "./amount";
import { CURRENCY_CODES, exponentOf, isCurrency } from "./currencies";
import { AMOUNT_MINOR_MAX, formatDecimal, isBeyondMax, isDecimalAmount, parseDecimal } from "./decimal";
import {
  amountRule,
  asTyped,
  formatMoney,
  formatNumber,
  formatPercent,
  parseMoney,
  parseNumber,
  parsePlain,
  plainAsTyped,
} from "./format";

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
          expect(parseMoney(formatMoney(ofCurrency(minor, code), { locale }), code, locale)).toBe(minor);
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

  it("has a minor unit in every currency it knows, and knows none in lower case", () => {
    expect(CURRENCY_CODES).toEqual([...CURRENCY_CODES].sort());
    expect(new Set(CURRENCY_CODES).size).toBe(CURRENCY_CODES.length);
    expect(
      CURRENCY_CODES.filter((code) => !isCurrency(code) || ![0, 2, 3, 4].includes(exponentOf(code))),
    ).toEqual([]);
    for (const unknown of ["", "usd", "EURO", "XQZ"]) {
      expect([unknown, isCurrency(unknown)]).toEqual([unknown, false]);
      expect(() => exponentOf(unknown)).toThrow(
        new RangeError(`${unknown} is not a supported ISO 4217 code`),
      );
    }
  });

  it("writes all decimals of a currency whatever the locale would leave out", () => {
    expect(formatMoney(ofCurrency(123456n, "USD"), { locale: "en-US" })).toBe("$1,234.56");
    expect(formatMoney(ofCurrency(9_007_199_254_740_993n, "GBP"))).toBe("£90,071,992,547,409.93");
    expect(formatMoney(ofCurrency(500n, "JPY"), { locale: "en-US" })).toBe("¥500");
    expect(formatMoney(ofCurrency(1500n, "HUF"), { locale: "en-US" })).toBe("HUF\u00a015.00");
  });

  it("does not read a misplaced separator as another amount", () => {
    expect(parseMoney("1.50", "EUR", "de-DE")).toBeNull();
    expect(parseMoney("1,50", "EUR", "de-DE")).toBe(150n);
    expect(parseMoney("1,50", "EUR", "en-GB")).toBeNull();
    expect(parseMoney("1.234,50", "EUR", "de-DE")).toBe(123450n);
  });

  it("takes either apostrophe where a locale groups by one, and none elsewhere", () => {
    for (const typed of ["1'234.50", "1\u2019234.50"]) {
      expect([typed, parseNumber(typed, 2, "de-CH")]).toEqual([typed, 123_450n]);
      expect([typed, parseNumber(typed, 2, "en-GB")]).toEqual([typed, null]);
    }
  });

  it("takes a minus before the number or after it, and nowhere within", () => {
    expect(["-12.50", "12.50-"].map((typed) => parseNumber(typed, 2, "en-GB"))).toEqual([-1_250n, -1_250n]);
    for (const typed of ["12-50", "1-2-", "--1", "-1-", "-"])
      expect([typed, parseNumber(typed, 2, "en-GB")]).toEqual([typed, null]);
  });

  it("writes an amount of more or fewer decimals than its currency has", () => {
    expect(formatMoney({ amountMinor: 1_234_567n, currency: "USD", precision: 4 }, { locale: "en-US" })).toBe(
      "$123.4567",
    );
    expect(formatMoney({ amountMinor: -5n, currency: "USD", precision: 0 }, { locale: "en-US" })).toBe("-$5");
    expect(formatMoney({ amountMinor: 5n, currency: "JPY", precision: 2 }, { locale: "en-US" })).toBe(
      "¥0.05",
    );
  });

  it.each([
    ["£1,234.50", "GBP", "en-GB", 123_450n],
    ["GBP 1,234.50", "GBP", "en-GB", 123_450n],
    ["1,234.50 GBP", "GBP", "en-GB", 123_450n],
    ["1,234,567", "GBP", "en-GB", 123_456_700n],
    ["1234567.8", "GBP", "en-GB", 123_456_780n],
    ["12,34,567.80", "INR", "en-IN", 123_456_780n],
    ["-1,234.50", "GBP", "en-GB", -123_450n],
    ["\u22121,234.50", "GBP", "en-GB", -123_450n],
    ["1,234.50-", "GBP", "en-GB", -123_450n],
    ["  1 234,50\u00a0€ ", "EUR", "fr-FR", 123_450n],
    ["\u200f١٬٢٣٤٫٥٠", "EGP", "ar-EG", 123_450n],
    ["1,23.45", "GBP", "en-GB", null],
    ["1,2345", "GBP", "en-GB", null],
    ["1234,567", "GBP", "en-GB", null],
    [",123", "GBP", "en-GB", null],
    ["1,,234", "GBP", "en-GB", null],
    ["x1,234", "GBP", "en-GB", null],
    ["1,234x", "GBP", "en-GB", null],
    ["1,234.", "GBP", "en-GB", null],
    ["1,1234,123", "GBP", "en-GB", null],
    ["1,234.5a", "GBP", "en-GB", null],
    ["-1.50-", "GBP", "en-GB", null],
    ["-", "GBP", "en-GB", null],
    ["1.505", "GBP", "en-GB", null],
    ["$1.50", "GBP", "en-GB", null],
  ] as const)("reads %j as %s of %s: %s", (text, code, locale, minor) => {
    expect(parseMoney(text, code, locale)).toBe(minor);
  });

  it("writes and reads British English where the reader's locale is not known", () => {
    expect(formatMoney(ofCurrency(123_450n, "USD"))).toBe("US$1,234.50");
    expect(parseMoney("US$1,234.50", "USD")).toBe(123_450n);
  });

  it("keeps amounts up to PostgreSQL's largest integer, either side of zero, and none beyond", () => {
    expect(AMOUNT_MINOR_MAX).toBe(2n ** 63n - 1n);
    expect(parseDecimal("92233720368547758.07", 2)).toBe(AMOUNT_MINOR_MAX);
    expect(parseDecimal("-92233720368547758.07", 2)).toBe(-AMOUNT_MINOR_MAX);
    expect(parseDecimal("92233720368547758.08", 2)).toBeNull();
    expect(parseDecimal("-92233720368547758.08", 2)).toBeNull();
    expect(parseDecimal(`${"0".repeat(30)}92233720368547758.07`, 2)).toBe(AMOUNT_MINOR_MAX);
  });

  it.each([
    ["92233720368547758.07", false],
    ["92233720368547758.08", true],
    ["-92233720368547758.07", false],
    ["-92233720368547758.08", true],
    ["99999999999999999999", true],
    [`${"0".repeat(30)}1`, false],
    // Whatever it would be worth, it is no amount.
    ["99999999999999999999.123", false],
    ["a lot", false],
  ])("tells what is too large from what is no amount: %s", (text, beyond) => {
    expect(isBeyondMax(text, 2)).toBe(beyond);
    if (beyond) expect(parseDecimal(text, 2)).toBeNull();
  });

  it("sees that digits are too many without reckoning with them, which takes long where they are millions", () => {
    const digits = "9".repeat(1_000);
    const reckoned = vi.spyOn(globalThis, "BigInt");
    try {
      expect([isBeyondMax(digits, 2), parseDecimal(digits, 2)]).toEqual([true, null]);
      expect(reckoned).not.toHaveBeenCalled();
    } finally {
      reckoned.mockRestore();
    }
  });

  it.each([
    [0n, 2, "0.00"],
    [5n, 2, "0.05"],
    [-5n, 2, "-0.05"],
    [-1n, 0, "-1"],
    [4900n, 2, "49.00"],
    [123n, 18, "0.000000000000000123"],
  ])("writes %s of %s decimals as %s", (minor, precision, text) => {
    expect(formatDecimal(minor, precision)).toBe(text);
    expect(parseDecimal(text, precision)).toBe(minor);
  });

  it("fills up the decimals that are left out, and rounds none away", () => {
    expect(parseDecimal("7", 3)).toBe(7_000n);
    expect(parseDecimal("7.5", 3)).toBe(7_500n);
    expect(parseDecimal("0007.50", 2)).toBe(750n);
    expect(parseDecimal("7.5000", 3)).toBeNull();
  });

  it.each([
    ["0", true],
    ["1234567890123456789", true],
    ["1.123456789012345678", true],
    ["", false],
    ["-1", false],
    ["1.", false],
    [".1", false],
    ["1.1.1", false],
    ["a1", false],
    ["1a", false],
    ["12345678901234567890", false],
    ["1.1234567890123456789", false],
  ])("takes %j for a decimal amount: %s", (text, taken) => {
    expect(isDecimalAmount(text)).toBe(taken);
  });

  it.each(["", ".5", "1.", "1e3", "1,5", "+1", " 1", "1 ", "0x10", "1.234", "--1", "1-", "1..5", "1.2.3"])(
    "refuses %j as a decimal of two places",
    (text) => {
      expect(parseDecimal(text, 2)).toBeNull();
    },
  );
});

const READ_LOCALES = [
  ..."ar-EG ar-MA az bg bn-BD bs ca cs da de-AT de-CH de-DE de-LI el en-GB en-IN en-US en-ZA es-AR es-CR es-ES es-MX".split(
    " ",
  ),
  ..."et eu fa-IR fi fr-CA fr-CH fr-FR gl gu he hi-IN hr hu hy id is it-CH it-IT ja-JP ka kk km kn ko ky lo lt lv mk".split(
    " ",
  ),
  ..."ml mn mr-IN ms my-MM nb-NO ne-NP nl-NL pa pl ps-AF pt-BR pt-CV pt-PT ro ru-RU si sk sl sq sr sv-SE sw ta te th".split(
    " ",
  ),
  ..."tr-TR uk ur-PK uz vi zh-CN zh-TW zu".split(" "),
];

describe("a plain decimal", () => {
  it.each(["en-GB", "de-DE", "de-CH", "fr-FR", "hi-IN", "ar-EG"])(
    "is what was typed in %s, with as many decimals",
    (locale) => {
      for (const plain of ["0", "12.50", "12.5", "1234567.891", "0.000000000000000001"])
        expect(parsePlain(plainAsTyped(plain, locale), locale)).toBe(plain);
    },
  );

  it.each([
    ["de-DE", "1.234,50", "1234.50"],
    ["de-DE", "1.5", null],
    ["en-GB", "1,234.50", "1234.50"],
    ["en-GB", "12,5", null],
    ["en-GB", "-1", null],
    ["en-GB", "1e3", null],
    ["en-GB", "", null],
  ])("in %s %j is %j", (locale, text, plain) => {
    expect(parsePlain(text, locale)).toBe(plain);
  });
});

describe("the example that a refusal gives", () => {
  const example = (sentence: string) => /such as (.+)\.$/.exec(sentence)?.[1] ?? "";

  it.each(READ_LOCALES)("is taken where it is given: %s", (locale) => {
    for (const code of CURRENCY_CODES) {
      for (const precision of new Set([exponentOf(code), 0, 6, 18])) {
        const typed = example(amountRule(precision, locale));
        const minor = precision === 0 ? 12n : 15n * 10n ** BigInt(precision - 1);
        expect(parseMoney(typed, code, locale, precision), `${code} ${precision} ${typed}`).toBe(minor);
      }
      const filledIn = asTyped(1_234_567n, exponentOf(code), locale);
      expect(parseMoney(filledIn, code, locale), `${code} ${filledIn}`).toBe(1_234_567n);
    }
    expect(parseNumber(asTyped(1_250n, 2, locale), 2, locale)).toBe(1_250n);
  });
});

describe("counts, measures and percentages", () => {
  // What data on a language puts between and around the signs differs between its versions.
  const signs = (text: string) => text.replace(/[\s\p{Cf}]/gu, "");

  it.each([
    ["en-GB", "1,200", "9.5", "12.5%", "+3%", "-50%"],
    ["de-DE", "1.200", "9,5", "12,5%", "+3%", "-50%"],
    ["ar-EG", "١٬٢٠٠", "٩٫٥", "١٢٫٥٪", "+٣٪", "-٥٠٪"],
  ])("are written as %s writes them", (locale, count, measure, percent, more, less) => {
    expect(signs(formatNumber(1_200, locale))).toBe(count);
    expect(signs(formatNumber(9.51, locale, 1))).toBe(measure);
    expect(signs(formatPercent(0.125, locale, { decimals: 1 }))).toBe(percent);
    expect(signs(formatPercent(0.03, locale, { signed: true }))).toBe(more);
    expect(signs(formatPercent(-0.5, locale, { signed: true }))).toBe(less);
  });
});
