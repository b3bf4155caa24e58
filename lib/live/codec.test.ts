import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode } from "./codec";

const name = fc.oneof(fc.constantFrom("$integer", "$instant", "$other", "__proto__", "a"), fc.string());

const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.string({ unit: "binary" }),
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.array(tie("data"), { maxLength: 4 }),
    fc.dictionary(name, tie("data"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe("the codec of the live streams", () => {
  it("brings back whatever it was given, also what looks like its own marks", () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(decode(encode(value))).toEqual(value);
      }),
    );
  });

  it("writes one line, which is what a server-sent event's data must be", () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(encode(value)).not.toMatch(/[\r\n]/);
      }),
    );
  });

  it("keeps amounts beyond what a double holds", () => {
    expect(decode(encode({ amountMinor: 9_007_199_254_740_993n }))).toEqual({
      amountMinor: 9_007_199_254_740_993n,
    });
  });

  it("leaves out what is undefined", () => {
    expect(decode(encode({ a: undefined, b: 1 }))).toEqual({ b: 1 });
  });
});
