import { expect, it } from "vitest";
import { namesText, paymentsSumText } from "./payment-words";

const line = (partnerName: string, amountMinor = 1_160n, currency = "EUR") => ({
  partnerName,
  amountMinor,
  currency,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => line(`P${index + 1}`));

it.each([
  [0, "0 payments"],
  [1, "1 payment, €11.60"],
  [2, "2 payments, €23.20"],
])("says what %i payments come to", (count, words) => {
  expect(paymentsSumText(many(count), "en-GB")).toBe(words);
});

it.each([
  [1, "P1 (x)"],
  [2, "P1 (x) and P2 (x)"],
  [6, "P1 (x), P2 (x), P3 (x), P4 (x), P5 (x), and P6 (x)"],
  [7, "P1 (x), P2 (x), P3 (x), P4 (x), P5 (x), and 2 others"],
  [5_000, "P1 (x), P2 (x), P3 (x), P4 (x), P5 (x), and 4995 others"],
])("names %i payments in a sentence that stays short, and counts the others", (count, words) => {
  expect(namesText(many(count), () => "x")).toBe(words);
});
