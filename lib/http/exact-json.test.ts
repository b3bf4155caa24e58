import { LosslessNumber, stringify } from "lossless-json";
import { describe, expect, it } from "vitest";
import { exactJson } from "./exact-json";

describe("exact JSON", () => {
  it("writes a bigint digit by digit, however large", () => {
    expect(exactJson({ safe: 9_007_199_254_740_991n, beyond: 9_007_199_254_740_993n })).toBe(
      '{"safe":9007199254740991,"beyond":9007199254740993}',
    );
    expect(exactJson([-1n, 0n, -9_007_199_254_740_993n])).toBe("[-1,0,-9007199254740993]");
    expect(exactJson(10n ** 21n)).toBe("1000000000000000000000");
  });

  it("is what the writer of exact numbers alone would write", () => {
    const values = [
      {
        text: 'a "quoted" line\n\u2028 \ud83d\ude00 \ud800',
        nested: [{ amount: 12n }, [], {}, null, true, 1.5e-7],
      },
      { absent: undefined, inArray: [undefined, 1n], date: new Date("2026-01-05T10:00:00.123Z") },
      { number: new LosslessNumber("1.000000000000000000001"), amount: 1n },
      JSON.parse('{"__proto__":{"a":1},"b":2}'),
      Object.create(null, { amount: { value: 5n, enumerable: true } }),
      { "2": "second", "1": "first", name: 3n },
      "text",
      null,
    ];
    for (const value of values) expect(exactJson(value)).toBe(stringify(value));
  });

  it("writes null for nothing", () => {
    expect(exactJson(undefined)).toBe("null");
  });
});
