import { describe, expect, it } from "vitest";
import { brandOf, groupDigits, passesLuhn } from "../typed-card/card-brands";
import { SANDBOX_CARDS } from "./card-table";

describe("the sandbox's cards", () => {
  it("are all well-formed numbers of a known brand, each listed once", () => {
    for (const { number } of SANDBOX_CARDS) {
      expect(passesLuhn(number), number).toBe(true);
      expect(brandOf(number), number).not.toBeNull();
    }
    expect(new Set(SANDBOX_CARDS.map(({ number }) => number)).size).toBe(SANDBOX_CARDS.length);
  });

  it.each([
    ["4242424242424242", "visa"],
    ["5555555555554444", "mastercard"],
    ["2223003122003222", "mastercard"],
    ["378282246310005", "amex"],
    ["6011111111111117", "discover"],
    ["3566002020360505", "jcb"],
    ["6200000000000005", "unionpay"],
    ["222000", null],
    ["2721", null],
    ["9", null],
    ["", null],
  ])("%s is of brand %s", (digits, brand) => {
    expect(brandOf(digits)).toBe(brand);
  });

  it.each([
    ["4242424242424242", "4242 4242 4242 4242"],
    ["424242", "4242 42"],
    ["378282246310005", "3782 822463 10005"],
    ["37828", "3782 8"],
    ["", ""],
  ])("%s is written %s", (digits, written) => {
    expect(groupDigits(digits)).toBe(written);
  });

  it("catch every single mistyped digit", () => {
    for (let place = 0; place < 16; place++) {
      const digits = [..."4242424242424242"];
      digits[place] = String((Number(digits[place]) + 1) % 10);
      expect(passesLuhn(digits.join(""))).toBe(false);
    }
  });
});
