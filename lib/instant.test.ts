import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareInstants, readInstant, SECOND_DECIMALS_MAX, spellInstant } from "./instant";

const NANOS_PER_MS = 1_000_000n;
const MS_MAX = 4_102_444_800_000n;

const nanoseconds = fc.bigInt({ min: 0n, max: MS_MAX * NANOS_PER_MS });

function spell(nanos: bigint): string {
  const second = new Date(Number((nanos / 1_000_000_000n) * 1_000n)).toISOString().slice(0, 19);
  return `${second}.${String(nanos % 1_000_000_000n).padStart(9, "0")}Z`;
}

describe("an instant", () => {
  it("is read, compared and spelled to the nanosecond", () => {
    fc.assert(
      fc.property(nanoseconds, nanoseconds, fc.bigInt({ min: -2n, max: 2n }), (one, other, step) => {
        const [a, b] = [readInstant(spell(one)), readInstant(spell(other))];
        const near = readInstant(spell(one + step < 0n ? one : one + step));
        if (!a || !b || !near) throw new Error("was not read");
        expect(Math.sign(compareInstants(a, b))).toBe(one < other ? -1 : Number(one > other));
        expect(Math.sign(compareInstants(near, a))).toBe(
          one + step < 0n ? 0 : Number(step > 0n) - Number(step < 0n),
        );
        expect(readInstant(spellInstant(a))).toEqual(a);
      }),
    );
  });

  it.each([
    ["2026-01-05T10:00:00Z", "2026-01-05T10:00:00.000Z"],
    ["2026-01-05t10:00:00.1z", "2026-01-05T10:00:00.100Z"],
    ["2026-01-05T10:00:00.123456Z", "2026-01-05T10:00:00.123456Z"],
    ["2026-01-05T10:00:00.123456789Z", "2026-01-05T10:00:00.123456789Z"],
    ["2026-01-05T10:00:00.000000001Z", "2026-01-05T10:00:00.000000001Z"],
    ["2026-01-05T12:00:00.1234567+02:00", "2026-01-05T10:00:00.1234567Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["2026-01-05T23:00:00-05:30", "2026-01-06T04:30:00.000Z"],
    ["2026-01-05T10:00:00.123456789000Z", "2026-01-05T10:00:00.123456789Z"],
  ])("%s is shown as %s", (text, shown) => {
    const read = readInstant(text);
    expect(read && spellInstant(read)).toBe(shown);
  });

  it.each([
    "2026-02-30T10:00:00Z",
    "2026-01-05T24:00:00Z",
    "2026-01-05T10:00:60Z",
    "2026-01-05 10:00:00Z",
    "2026-01-05T10:00:00",
    "2026-01-05T10:00:00.Z",
    "0000-01-05T10:00:00Z",
    "0000-12-31T23:59:59.999Z",
    "at 2026-01-05T10:00:00Z",
    "2026-01-05T10:00:00Z!",
    "2026-01-05T10:00:00+25:00",
    "2026-01-05T10:00:00+02:60",
    `2026-01-05T10:00:00.${"1".repeat(SECOND_DECIMALS_MAX + 1)}Z`,
  ])("%s is none", (text) => {
    expect(readInstant(text)).toBeNull();
  });
});
