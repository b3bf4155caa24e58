// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { formatExpiry, formatNumber, formatWhileTyping } from "./format-while-typing";

describe("a card number", () => {
  it("is grouped, whatever it was pasted with, and never longer than a card", () => {
    expect(formatNumber("4242-4242.4242 4242")).toBe("4242 4242 4242 4242");
    expect(formatNumber("4".repeat(30))).toBe("4444 4444 4444 4444 444");
    expect(formatNumber("abc")).toBe("");
  });
});

describe("an expiry date", () => {
  it.each([
    ["9", "09"],
    ["1", "1"],
    ["1/", "01"],
    ["12", "12"],
    ["929", "09/29"],
    ["0929", "09/29"],
    ["09/29", "09/29"],
    ["9/29", "09/29"],
    ["12 / 2029", "12/2029"],
  ])("typed as %s is written %s", (typed, written) => {
    expect(formatExpiry(typed)).toBe(written);
  });
});

describe("the caret", () => {
  it("stays behind the digit it stood behind", () => {
    const input = document.createElement("input");
    input.value = "42429 4242";
    input.setSelectionRange(5, 5);
    formatWhileTyping(input, formatNumber);
    expect(input.value).toBe("4242 9424 2");
    expect(input.selectionStart).toBe(6);
  });

  it("stays at the end while a field is typed from left to right", () => {
    const input = document.createElement("input");
    for (const digit of "4242424242424242") {
      input.value += digit;
      input.setSelectionRange(input.value.length, input.value.length);
      formatWhileTyping(input, formatNumber);
      expect(input.selectionStart).toBe(input.value.length);
    }
    expect(input.value).toBe("4242 4242 4242 4242");
    const expiry = document.createElement("input");
    for (const digit of "930") {
      expiry.value += digit;
      expiry.setSelectionRange(expiry.value.length, expiry.value.length);
      formatWhileTyping(expiry, formatExpiry);
      expect(expiry.selectionStart).toBe(expiry.value.length);
    }
    expect(expiry.value).toBe("09/30");
  });
});
