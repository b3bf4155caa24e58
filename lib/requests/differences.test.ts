import { describe, expect, it } from "vitest";
import { DIFFERENCES_MAX, differencesOf, notComparedIn } from "./differences";

describe("what differs between two requests", () => {
  it("is nothing between the same fields in another order", () => {
    expect(differencesOf('{"a":1,"b":{"c":[1,2]}}', '{ "b": {"c":[1,2]}, "a": 1 }')).toEqual([]);
  });

  it("names each field by its path, with both values as they were written", () => {
    expect(
      differencesOf(
        '{"amount":"49.00","metadata":{"order":"1"},"items":[{"q":1}]}',
        '{"amount":"50.00","metadata":{},"items":[{"q":1.0},{"q":2}]}',
      ),
    ).toEqual([
      { path: "amount", first: '"49.00"', other: '"50.00"' },
      { path: "metadata.order", first: '"1"', other: null },
      { path: "items.0.q", first: "1", other: "1.0" },
      { path: "metadata", first: null, other: "{}" },
      { path: "items.1.q", first: null, other: "2" },
    ]);
  });

  it("sees a difference that a double would round away", () => {
    expect(differencesOf('{"amount":9007199254740993}', '{"amount":9007199254740992}')).toHaveLength(1);
  });

  it("is the whole text where one is no JSON, and everything where one is missing", () => {
    expect(differencesOf('{"a":', '{"a":1}').map(({ path }) => path)).toEqual(["body", "a"]);
    expect(differencesOf(null, '{"a":1}')).toEqual([{ path: "a", first: null, other: "1" }]);
    expect(differencesOf(null, null)).toEqual([]);
  });

  it("is not known of what was left out both times, which is named", () => {
    const [first, other] = [
      '{"card":"[redacted]","note":"of [redacted]","pan":"[redacted]","amount":1}',
      '{"card":"[redacted]","note":"of [redacted] too","amount":1}',
    ];
    expect(notComparedIn(first, other)).toEqual(["card"]);
    expect(differencesOf(first, other).map(({ path }) => path)).toEqual(["note", "pan"]);
    expect(notComparedIn(first, null)).toEqual([]);
  });

  it("is cut where there is no end of it", () => {
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`f${n}`, n])));
    expect(differencesOf("{}", many)).toHaveLength(DIFFERENCES_MAX);
  });
});
