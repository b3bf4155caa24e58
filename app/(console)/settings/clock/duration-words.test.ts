import { expect, it } from "vitest";
import { durationWords } from "./duration-words";

it.each([
  [0, "no time"],
  [1, "1 second"],
  [3_600, "1 hour"],
  [93_600, "1 day and 2 hours"],
  [2_592_000, "30 days"],
  [90_061, "1 day and 1 hour"],
])("says %d seconds as %s", (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
