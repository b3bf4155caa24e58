import { expect, it } from "vitest";
import { newId, spellId } from "@/lib/ids";
import { withoutGone } from "./payment-line";

it("a list keeps the reversal of a premium, which is a payment of its own", () => {
  const id = newId();
  const line = { id: spellId("pay", id), giveBack: "reverse" as const };
  expect(withoutGone([line], new Set([id]))).toEqual([line]);
});

it("a list offers no refund of what is refunded at the provider alone, and leaves the others as they are", () => {
  const [gone, stays] = [newId(), newId()];
  const lines = [gone, stays].map((id) => ({
    id: spellId("pay", id),
    giveBack: "refund" as const,
    name: id,
  }));
  const [first, second] = withoutGone(lines, new Set([gone]));
  expect(first).toEqual({ ...lines[0], giveBack: null });
  expect(second).toBe(lines[1]);
});
