import { afterEach, describe, expect, it } from "vitest";
import { interleave } from "@/lib/db/testing/interleave";
import { findViolations } from "@/lib/invariants/find-violations";
import { CHECKOUT } from "./testing-pairs/checkout";
import { CONNECTED } from "./testing-pairs/connected";
import type { EitherEnd, Ends, Pairs } from "./testing-pairs/pair";
import { POLICY } from "./testing-pairs/policy";
import { REFERRAL } from "./testing-pairs/referral";

// What can happen to one payment at once, two by two, and the right end of either order. Each pair really meets: both
// have begun on connections of their own and wait for the payment's lock.

afterEach(async () => {
  expect(await findViolations()).toEqual([]);
});

describe.each([
  ["a checkout payment", CHECKOUT],
  ["a referral payment", REFERRAL],
  ["a policy payment", POLICY],
  ["a connected payment", CONNECTED],
])("of %s", (_kind, pairs) => {
  for (const { given, one, other, ends } of inBothOrders(pairs))
    it(`${given}: ${one}, then ${other}: ${ends.map((each) => each.at(-1)).join(" or ")}`, async () => {
      const world = await pairs.worlds[given]?.();
      const [first, second] = [world?.does[one], world?.does[other]];
      if (!world || !first || !second) throw new Error("a pair names what there is not");
      const words = await interleave(world.meetAt, first, second);
      expect(ends).toContainEqual([...words, await world.end()]);
    });
});

function inBothOrders({ table }: Pairs) {
  return table.flatMap(([given, one, other, oneFirst, otherFirst]) => {
    const orders = [{ given, one, other, ends: endsOf(oneFirst) }];
    if (otherFirst) orders.push({ given, one: other, other: one, ends: endsOf(otherFirst) });
    return orders;
  });
}

function endsOf(ends: Ends | EitherEnd): readonly Ends[] {
  return "either" in ends ? ends.either : [ends];
}
