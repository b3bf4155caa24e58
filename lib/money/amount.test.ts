import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Amount,
  addAmounts,
  amountOrder,
  compareAmounts,
  fromSum,
  inPrecision,
  ofCurrency,
  precisionFor,
  subtractAmounts,
  totalsOf,
} from "./amount";
import { CURRENCY_CODES, exponentOf } from "./currencies";
import { AMOUNT_MINOR_MAX, formatDecimal } from "./decimal";
import { formatMoney } from "./format";

const PRECISION_MAX = 18;
const PRECISIONS = Array.from({ length: PRECISION_MAX + 1 }, (_, precision) => precision);
const PAIRS = PRECISIONS.flatMap((one) => PRECISIONS.map((other) => [one, other] as const));

const amountIn = (currency: string) =>
  fc.record({
    amountMinor: fc.bigInt({ min: -AMOUNT_MINOR_MAX, max: AMOUNT_MINOR_MAX }),
    currency: fc.constant(currency),
    precision: fc.integer({ min: 0, max: PRECISION_MAX }),
  });
const someAmounts = fc
  .constantFrom(...CURRENCY_CODES)
  .chain((code) => fc.array(amountIn(code), { minLength: 1 }));

/** The worth of an amount in units of 10^-18, by another road than the functions take. */
const worth = ({ amountMinor, precision }: Amount) =>
  BigInt(formatDecimal(amountMinor, precision).replace(".", "") + "0".repeat(PRECISION_MAX - precision));

describe("amounts of one currency", () => {
  it.each(PAIRS)("with %i and %i decimals add up to what they are worth", (one, other) => {
    const a = { amountMinor: 3n, currency: "CHF", precision: one };
    const b = { amountMinor: 25n, currency: "CHF", precision: other };
    const sum = addAmounts(a, b);
    expect(worth(sum)).toBe(
      3n * 10n ** BigInt(PRECISION_MAX - one) + 25n * 10n ** BigInt(PRECISION_MAX - other),
    );
    expect(sum.precision).toBe(Math.max(one, other));
    expect(subtractAmounts(sum, b)).toEqual(inPrecision(a, sum.precision));
  });

  it.each(PAIRS)("with %i and %i decimals compare by what they are worth", (one, other) => {
    const franc = (precision: number) => ({
      amountMinor: 10n ** BigInt(precision),
      currency: "CHF",
      precision,
    });
    const more = { ...franc(other), amountMinor: franc(other).amountMinor + 1n };
    expect(compareAmounts(franc(one), franc(other))).toBe(0);
    expect(compareAmounts(franc(one), more)).toBe(-1);
    expect(compareAmounts(more, franc(one))).toBe(1);
    expect(amountOrder(franc(one))).toBe(amountOrder(franc(other)));
  });

  it("come to the same whatever their order and however they are grouped", () => {
    fc.assert(
      fc.property(someAmounts, fc.nat(), (amounts, at) => {
        const [total, ...others] = totalsOf(amounts);
        if (!total) throw new Error("no total");
        expect(others).toEqual([]);
        expect(worth(total)).toBe(amounts.reduce((sum, each) => sum + worth(each), 0n));
        expect(totalsOf([...amounts].reverse())).toEqual([total]);
        const cut = at % amounts.length;
        expect(totalsOf([...totalsOf(amounts.slice(0, cut)), ...totalsOf(amounts.slice(cut))])).toEqual([
          total,
        ]);
      }),
    );
  });

  it("are shown with the currency's decimals, or with as many more as it takes", () => {
    fc.assert(
      fc.property(someAmounts, (amounts) => {
        const [total] = totalsOf(amounts);
        const [first] = amounts;
        if (!total || !first) throw new Error("no total");
        const exponent = exponentOf(total.currency);
        expect(total.precision).toBeGreaterThanOrEqual(exponent);
        if (total.precision > exponent) expect(total.amountMinor % 10n).not.toBe(0n);
        const precision = precisionFor(amounts);
        for (const each of amounts) expect(worth(inPrecision(each, precision))).toBe(worth(each));
      }),
    );
  });

  it("keep the order that the comparison gives them", () => {
    fc.assert(
      fc.property(someAmounts, (amounts) => {
        const sorted = [...amounts].sort(compareAmounts).map(worth);
        expect(sorted).toEqual([...amounts.map(worth)].sort((a, b) => (a < b ? -1 : Number(a > b))));
        const [a, b] = amounts;
        if (a && b)
          expect(Math.sign(compareAmounts(a, b))).toBe(
            Number(amountOrder(a) > amountOrder(b)) - Number(amountOrder(a) < amountOrder(b)),
          );
      }),
    );
  });

  it("are CHF 5.00 where they are one franc, one franc and three", () => {
    const [total, ...others] = totalsOf([
      { amountMinor: 100n, currency: "CHF", precision: 2 },
      { amountMinor: 1_000_000n, currency: "CHF", precision: 6 },
      { amountMinor: 3n, currency: "CHF", precision: 0 },
    ]);
    expect(others).toEqual([]);
    expect(total && formatMoney(total)).toBe("CHF\u00a05.00");
  });
});

describe("amounts of two currencies", () => {
  it("are neither added nor compared, and have a total each", () => {
    const [franc, yen] = [ofCurrency(100n, "CHF"), ofCurrency(100n, "JPY")];
    for (const mix of [addAmounts, subtractAmounts, compareAmounts])
      expect(() => mix(franc, yen)).toThrow(new RangeError("CHF and JPY do not add up"));
    expect(totalsOf([franc, yen, franc])).toEqual([ofCurrency(200n, "CHF"), yen]);
    expect(totalsOf([])).toEqual([]);
  });
});

describe("an amount in another precision", () => {
  it("is refused where it cannot be held exactly", () => {
    expect(inPrecision({ amountMinor: 1_230n, currency: "CHF", precision: 3 }, 2)).toEqual(
      ofCurrency(123n, "CHF"),
    );
    expect(() => inPrecision({ amountMinor: 1_234n, currency: "CHF", precision: 3 }, 2)).toThrow(
      new RangeError("1.234 has more decimals than 2"),
    );
    expect(fromSum({ amountMinor: "99999999999999999999", currency: "CHF", precision: 2 }).amountMinor).toBe(
      99_999_999_999_999_999_999n,
    );
  });
});
