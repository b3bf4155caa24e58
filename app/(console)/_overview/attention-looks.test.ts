import { expect, it } from "vitest";
import { LOOKS } from "./attention-looks";

it.each(Object.entries(LOOKS))("says of several of %s nothing that is of one alone", (_, { one, many }) => {
  expect(many.says).not.toBe(one.says);
  expect(many.advice).not.toMatch(/\b(?:it|its|itself)\b/i);
});
