import { describe, expect, it } from "vitest";
import { fromStripe, toStripe } from "./amounts";

describe("amounts at Stripe", () => {
  it.each([
    ["GBP", 4_900n, 4_900],
    ["JPY", 4_900n, 4_900],
    ["ISK", 49n, 4_900],
    ["UGX", 49n, 4_900],
    ["KWD", 4_900n, 4_900],
    ["HUF", 4_900n, 4_900],
    ["MGA", 4_900n, 49],
  ])("%s %s", (currency, ours, theirs) => {
    expect(toStripe(ours, currency)).toBe(theirs);
    expect(fromStripe(theirs, currency)).toBe(ours);
  });

  it.each([
    ["KWD", 4_905n],
    ["MGA", 4_905n],
  ])("%s %s cannot be told", (currency, ours) => expect(toStripe(ours, currency)).toBeNull());
});
