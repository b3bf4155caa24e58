import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hrefFromPastEnd, PAGE_MAX, pageNumber } from "./page-number";

const asked = (page: string) => pageNumber(new URLSearchParams({ page }));

describe("the page an address asks for", () => {
  it.each([
    ["1", 1],
    ["3", 3],
    ["007", 7],
    ["0", 1],
    ["-2", 1],
    ["", 1],
    ["2.5", 1],
    ["3x", 1],
    ["1e3", 1],
    ["99999999999999999999", PAGE_MAX],
    ["9".repeat(400), PAGE_MAX],
  ])("%s is page %d", (text, page) => {
    expect(asked(text)).toBe(page);
  });

  it("is the first where none is named", () => {
    expect(pageNumber(new URLSearchParams())).toBe(1);
  });

  it("is a whole number from 1 to the bound, whatever is asked", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.bigInt().map(String), fc.double().map(String)), (text) => {
        const page = asked(text);
        expect(Number.isSafeInteger(page) && page >= 1 && page <= PAGE_MAX).toBe(true);
      }),
    );
  });

  it("leads back to the first only from one past the end", () => {
    const address = (to: number) => `/retries?page=${to}`;
    expect(hrefFromPastEnd(1, 0, address)).toBeNull();
    expect(hrefFromPastEnd(2, 5, address)).toBeNull();
    expect(hrefFromPastEnd(3, 0, address)).toBe("/retries?page=1");
  });
});
