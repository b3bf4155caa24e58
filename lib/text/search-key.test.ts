import { describe, expect, it } from "vitest";
import { containing, phoneKey, searchKey } from "./search-key";

describe("a text as it is searched", () => {
  it.each([
    ["O’Brien", "obrien"],
    ["o'brien", "obrien"],
    ["O‑BRIEN", "obrien"],
    ["München", "munchen"],
    ["Mu\u0308nchen", "munchen"],
    ["Łódź Straße", "lodz strasse"],
    ["Ærø", "aero"],
    ["İstanbul", "istanbul"],
    ["ΟΔΟΣ", "οδοσ"],
    ["INV-1007", "inv1007"],
    ["INV-2026–1007", "inv2026-1007"],
    ["a--b -", "ab "],
  ])("%s is %s", (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  it("is a telephone number without what stands before and between its digits", () => {
    expect(phoneKey("+44 (0)20 7946-0958")).toBe("4402079460958");
    expect(phoneKey("0044 20 7946 0958")).toBe("442079460958");
    expect(phoneKey("020 7946 0958")).toBe("2079460958");
  });

  it("is looked for as it stands: what LIKE reads as a sign is none", () => {
    expect(containing("100%_\\")).toBe("%100\\%\\_\\\\%");
  });
});
