import { expect, it } from "vitest";
import { DIRECTION_NAMES, DIRECTION_WORDS } from "./direction-words";

it("says which way money goes, and of no payment that it has gone: it may be pending, or have failed", () => {
  for (const words of [...Object.values(DIRECTION_WORDS), ...Object.values(DIRECTION_NAMES)])
    expect(words).not.toMatch(/paid|collected|sent|arrived/i);
});
