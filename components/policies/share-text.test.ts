import { expect, it } from "vitest";
import { shareText } from "./share-text";

it.each([
  ["0.15", "en-GB", "15%"],
  ["0.125", "de-DE", "12,5 %"],
  ["1", "en-GB", "100%"],
  ["0.000001", "en-GB", "0.0001%"],
  ["0.1234567890123456", "en-GB", "12.34567890123456%"],
])("the proportion %s is a percentage in %s", (proportion, locale, text) => {
  expect(shareText(proportion, locale).replace("\u00a0", " ")).toBe(text);
});
