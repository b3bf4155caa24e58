import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JSON_DEPTH_MAX, JsonFault, readJsonText } from "./read-json";

/** Legal JSON in any of its spellings, with what it stands for. */
interface Written {
  text: string;
  value: unknown;
}

const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
const padded = (arbitrary: fc.Arbitrary<Written>): fc.Arbitrary<Written> =>
  fc
    .tuple(space, arbitrary, space)
    .map(([before, { text, value }, after]) => ({ text: before + text + after, value }));

const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");
const text: fc.Arbitrary<{ text: string; value: string }> = fc
  .array(fc.tuple(fc.string({ unit: "binary", minLength: 1, maxLength: 1 }), fc.boolean()), { maxLength: 8 })
  .map((characters) => ({
    text: `"${characters.map(([each, isEscaped]) => (isEscaped ? escaped(each) : JSON.stringify(each).slice(1, -1))).join("")}"`,
    value: characters.map(([each]) => each).join(""),
  }));

const digits = fc.stringMatching(/^[0-9]{1,22}$/);
const number: fc.Arbitrary<Written> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(fc.constant("0"), fc.stringMatching(/^[1-9][0-9]{0,21}$/)),
    fc.option(fc.oneof(digits, fc.stringMatching(/^0{1,20}$/)), { nil: "" }),
    fc.option(fc.tuple(fc.constantFrom("e", "E"), fc.constantFrom("", "+", "-"), fc.nat(330)), { nil: null }),
  )
  .map(([negative, whole, fraction, power]) => {
    const sign = negative ? "-" : "";
    const written = `${sign}${whole}${fraction && `.${fraction}`}${power ? power.join("") : ""}`;
    const exponent = power ? Number(`${power[1]}${power[2]}`) : 0;
    return {
      text: written,
      value: exactly(BigInt(sign + whole + fraction), exponent - fraction.length, written),
    };
  });

/** The reference: `count` times ten to the power, by whole numbers alone. */
function exactly(count: bigint, exponent: number, written: string): number | bigint {
  const scale = 10n ** BigInt(Math.abs(exponent));
  if (exponent >= 0 || count % scale === 0n) {
    const integer = exponent >= 0 ? count * scale : count / scale;
    if (Number.isSafeInteger(Number(integer))) return Number(integer);
    if (String(integer).replace("-", "").length > 100) return integer < 0n ? -Infinity : Infinity;
    return integer;
  }
  const [, whole = "", fraction = "", power = "0"] =
    /^(-?\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(String(Number(written))) ?? [];
  const shift = Number(power) - fraction.length;
  const [left, right] =
    shift >= exponent
      ? [BigInt(whole + fraction) * 10n ** BigInt(shift - exponent), count]
      : [BigInt(whole + fraction), count * 10n ** BigInt(exponent - shift)];
  return left === right ? Number(written) : Number.NaN;
}

const word = fc.constantFrom<Written>(
  { text: "true", value: true },
  { text: "false", value: false },
  { text: "null", value: null },
);

const { json } = fc.letrec<{ json: Written }>((tie) => ({
  json: padded(
    fc.oneof(
      { maxDepth: 5 },
      word,
      number,
      text,
      fc.array(tie("json"), { maxLength: 4 }).map((items) => ({
        text: `[${items.map((item) => item.text).join(",")}]`,
        value: items.map((item) => item.value),
      })),
      fc
        .uniqueArray(fc.tuple(padded(text), tie("json")), { maxLength: 4, selector: ([name]) => name.value })
        .map((members) => ({
          text: `{${members.map(([name, { text }]) => `${name.text}:${text}`).join(",")}}`,
          value: Object.fromEntries(members.map(([name, { value }]) => [name.value, value])),
        })),
    ),
  ),
}));

const fault = (json: string): string | null => {
  try {
    readJsonText(json);
    return null;
  } catch (err) {
    if (err instanceof JsonFault) return err.message;
    throw err;
  }
};

describe("a JSON text", () => {
  it("is read as what it stands for, in every spelling", () => {
    fc.assert(
      fc.property(json, ({ text, value }) => {
        expect(readJsonText(text)).toEqual(value);
      }),
      { numRuns: 3_000 },
    );
  });

  it("is JSON where the language's own reader says so, and nowhere else", () => {
    const change = fc.tuple(
      fc.nat(),
      fc.nat(2),
      fc.constantFrom(...'{}[]",:\\0e.-+ \0tnu\u00a0', "//", "1e5", "\\x"),
    );
    fc.assert(
      fc.property(json, fc.array(change, { minLength: 1, maxLength: 3 }), ({ text }, changes) => {
        const changed = changes.reduce((before, [at, removed, put]) => {
          const place = at % (before.length + 1);
          return before.slice(0, place) + put + before.slice(place + removed);
        }, text);
        const said = fault(changed);
        if (said?.includes("twice")) return;
        expect(said, changed).toBe(isJson(changed) ? null : "is not valid JSON");
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['{"a":1,"a":1}', "the same twice"],
    ['{"a":1,"\\u0061":2}', "written in two ways"],
    ['[{"x":{"b":1,"a":1,"b":null}}]', "deep inside"],
    ['{"__proto__":1,"__proto__":2}', "a name that JavaScript reserves"],
    ['{"1":1,"1":2}', "a name that is a number"],
    ['{"key":"1234567890123456","a":1,"a":1}', "beside sixteen digits"],
  ])("%s has a name twice: %s", (json) => {
    expect(fault(json)).toMatch(/^has the name ".+" twice in one object$/);
  });

  it.each(["[", '{"a":', '[{"a":'])("may be nested %s as deep as the limit, and never deeper", (open) => {
    const close = { "[": "]", '{"a":': "}", '[{"a":': "}]" }[open] ?? "";
    const nested = (levels: number) => open.repeat(levels) + (open === "[" ? "" : "1") + close.repeat(levels);
    const most = JSON_DEPTH_MAX / close.length;
    expect(fault(nested(most))).toBeNull();
    for (const levels of [most + 1, 500, 4_000, 100_000])
      expect(fault(nested(levels))).toBe("is nested deeper than 32 levels");
    expect(fault(`{"digits":"1234567890123456","deep":${nested(most)}}`)).toContain("nested deeper");
  });

  it("keeps a name that JavaScript would take for another parent", () => {
    const read = readJsonText('{"__proto__":{"admin":true}}') as object;
    expect(Object.keys(read)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it("takes time in proportion to its length, however it is made", () => {
    const size = 1_000_000;
    const made = [
      `[${"0".repeat(1)}.${"0".repeat(size)}1]`,
      `[1e${"9".repeat(size)}]`,
      `[1e-${"9".repeat(size)}]`,
      `[${"9".repeat(size)}]`,
      `["${"\\\\".repeat(size / 2)}"]`,
      `["${"\\".repeat(size - 1)}`,
      " ".repeat(size),
      `[${"-".repeat(size)}]`,
      `{${Array.from({ length: size / 20 }, (_, at) => `"${at}":${at}`).join(",")}}`,
    ];
    for (const json of made) {
      const started = performance.now();
      fault(json);
      expect(performance.now() - started, json.slice(0, 20)).toBeLessThan(5_000);
    }
  });
});

describe("a number", () => {
  it.each<[string, number | bigint]>([
    ["0", 0],
    ["-0", 0],
    ["-0.0e-7", 0],
    ["4900.0", 4900],
    ["1.5e3", 1500],
    ["150000e-2", 1500],
    ["99.99e2", 9999],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["-9007199254740993.0", -9007199254740993n],
    ["9223372036854775807", 9223372036854775807n],
    ["9.223372036854775807e18", 9223372036854775807n],
    ["1e21", 10n ** 21n],
    ["0.1", 0.1],
    ["1e-7", 1e-7],
    ["0.30000000000000004", 0.30000000000000004],
    ["5e-324", 5e-324],
    ["1e-400", Number.NaN],
    ["99.9999999999999999e0", Number.NaN],
    ["9007199254740993.5", Number.NaN],
    ["0.10000000000000000001", Number.NaN],
    ["1e400", Infinity],
    ["-1e400", -Infinity],
  ])("%s is %s", (literal, value) => {
    expect(readJsonText(literal)).toBe(value);
  });
});

function isJson(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}
