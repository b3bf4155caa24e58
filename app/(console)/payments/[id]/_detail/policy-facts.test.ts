import { expect, it } from "vitest";
import { triedWords } from "./policy-facts";

const attempt = (status: "pending" | "failed" | "succeeded" | "cancelled", collected = 0n, returned = 0n) => {
  return { status, collectedMinor: collected, returnedMinor: returned };
};

it.each([
  [[attempt("pending")], "Not tried yet"],
  [[attempt("succeeded", 5n), attempt("pending")], "Tried once"],
  [[attempt("failed"), attempt("succeeded", 5n)], "Tried 2 times, never collected twice"],
  [[attempt("failed", 5n, 5n), attempt("succeeded", 5n)], "Tried 2 times, never collected twice"],
  [[attempt("succeeded", 5n), attempt("succeeded", 5n)], "Tried 2 times, collected 2 times"],
])("what is said of attempts %# is what they came to", (attempts, words) => {
  expect(triedWords(attempts)).toBe(words);
});
