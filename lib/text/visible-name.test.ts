import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasUnseen, hasVisible } from "./visible-name";

const BLANKS = [
  "\u200B",
  "\u200D",
  "\u2060",
  "\uFEFF",
  "\u00AD",
  "\u3164",
  "\u115F",
  "\u2800",
  "\u202E",
  "\u0001",
  "\u034F",
  "\u180E",
  "\u{E0041}",
  "\u2028",
  " ",
  "\u3000",
  "\uFE0F",
];

describe("a name", () => {
  it.each([
    "Ada Holm",
    "Zoë",
    "李明",
    "דוד",
    "ليلى",
    "O’Brien-Ruiz",
    "می‌خواهم",
    "क्‍ष",
    "👩‍🚀",
    "❤️‍🔥",
    "👩‍❤️‍👩",
    "7",
    "&",
  ])("of people and things is seen, and has nothing that is not: %s", (name) => {
    expect([hasVisible(name), hasUnseen(name)]).toEqual([true, false]);
  });

  it("of nothing that anybody sees is seen by nobody", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...BLANKS), { minLength: 1 }), (blanks) => {
        expect(hasVisible(blanks.join(""))).toBe(false);
      }),
    );
  });

  it("with anything unseen in it is no other's: it is told", () => {
    const unseen = BLANKS.filter((blank) => ![" ", "\u3000", "\u2800"].includes(blank));
    fc.assert(
      fc.property(fc.constantFrom(...unseen), fc.nat(8), (blank, at) => {
        expect(hasUnseen(`${"Ada Holm".slice(0, at)}${blank}${"Ada Holm".slice(at)}`)).toBe(true);
      }),
    );
    expect(hasUnseen("Rosa \u202EKeller")).toBe(true);
  });
});
