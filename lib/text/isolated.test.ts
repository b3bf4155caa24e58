import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isolated, unturned } from "./isolated";

const CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const text = fc.string({ unit: "grapheme" });
const controls = [..."\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"];
const turning = fc
  .array(fc.oneof(text, fc.constantFrom(...controls), fc.constantFrom("דוד", "ليلى", "Rosa", "9.00")))
  .map((parts) => parts.join(""));

describe("a text of somebody else's in a sentence of ours", () => {
  it.each([
    ["a name as most are", "Rosa Keller", "Rosa Keller"],
    ["one that turns what stands after it around", "Rosa \u202EKeller", "Rosa Keller"],
    ["one that makes another amount of an item's", "Shoes \u202E00.9", "Shoes 00.9"],
    ["one that ends what holds it", "Rosa\u2069\u202E Keller", "Rosa Keller"],
    ["one that is read from right to left", "דוד", "\u2068דוד\u2069"],
    ["one of both, with an end of its own in it", "Rosa ليلى\u2069", "\u2068Rosa ليلى\u2069"],
    ["accents, signs and emoji", "Zoë 李 🎩 – 9", "Zoë 李 🎩 – 9"],
  ])("%s", (_, sent, shown) => {
    expect(isolated(sent)).toBe(shown);
  });

  it("has nothing that turns letters around, but what holds the whole of it", () => {
    fc.assert(
      fc.property(turning, (sent) => {
        const plain = sent.replaceAll(CONTROLS, "");
        expect([plain, `\u2068${plain}\u2069`]).toContain(isolated(sent));
        expect(isolated(isolated(sent))).toBe(isolated(sent));
      }),
    );
  });

  it("is held wherever a letter of it is read from right to left", () => {
    const rightToLeft =
      /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (sent) => {
        if (rightToLeft.test(sent)) expect(isolated(sent)).toMatch(/^\u2068[^\u2069]*\u2069$/);
      }),
    );
    for (const letter of "אبܐހߊ") expect(isolated(letter)).toBe(`\u2068${letter}\u2069`);
  });
});

it("a text that stands for itself keeps all but what turns its letters around", () => {
  expect(unturned("Shoes \u202E00.9\u202C")).toBe("Shoes 00.9");
  expect(unturned(`To ${isolated("דוד")}. £40.00 is left`)).toBe("To \u2068דוד\u2069. £40.00 is left");
  expect([unturned(null), unturned(7)]).toEqual([null, 7]);
});
