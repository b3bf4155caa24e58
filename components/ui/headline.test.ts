import { expect, it } from "vitest";
import { formatMoney } from "@/lib/money/format";
import { headlineClass } from "./headline";

it.each([
  [4_900n, "GBP", 2, "text-3xl"],
  [99_999_999n, "GBP", 2, "text-3xl"],
  [123_456_789_012n, "KWD", 3, "text-xl"],
  [9_223_372_036_854_775_807n, "USD", 2, "text-base"],
] as const)(
  "writes %s minor units of %s with %s decimals in %s",
  (amountMinor, currency, precision, size) => {
    const classes = headlineClass(formatMoney({ amountMinor, currency, precision }), "text-3xl").split(" ");
    expect(classes.filter((each) => each.startsWith("text-"))).toEqual([size]);
  },
);
