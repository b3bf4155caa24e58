import { describe, expect, it } from "vitest";
import { equalInConstantTime, newToken } from "./tokens";

describe("tokens", () => {
  it("have the length asked for, only letters and digits, and do not repeat", () => {
    const made = Array.from({ length: 2_000 }, () => newToken());
    for (const token of made) expect(token).toMatch(/^[0-9A-Za-z]{43}$/);
    expect(new Set(made).size).toBe(made.length);
  });

  it("use every character about equally", () => {
    const counts = new Map<string, number>();
    const drawn = newToken(62_000);
    for (const character of drawn) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // A thousand each is expected; 250 away would be eight standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(250);
  });

  it("are equal only to themselves, whatever the lengths", () => {
    expect(equalInConstantTime("abc", "abc")).toBe(true);
    expect(equalInConstantTime("abc", "abd")).toBe(false);
    expect(equalInConstantTime("abc", "abcd")).toBe(false);
  });
});
