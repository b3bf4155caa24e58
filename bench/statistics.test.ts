import { describe, expect, it } from "vitest";
import { median, percentile } from "./statistics";

describe("percentile", () => {
  it("is the middle value, whatever the order", () => {
    expect(median([3, 1, 2])).toBe(2);
  });

  it("lies between the two neighbours where it falls between values", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(percentile([0, 10], 99)).toBeCloseTo(9.9);
  });

  it("refuses to say anything about nothing", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});
