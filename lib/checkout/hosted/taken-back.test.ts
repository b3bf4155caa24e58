import fc from "fast-check";
import { expect, it } from "vitest";
import { type FoldedAdjustment, fold } from "@/lib/payments/fold";
import { moneyMoved } from "@/lib/payments/money-moved";
import type { PaymentStatus } from "@/lib/payments/status";
import { takenBackMinor } from "./taken-back";

const OPENING = { openingAmountMinor: 1_000n, openingInitialAmountMinor: 1_000n };
const AT = Date.parse("2026-11-28T10:00:00Z");

type Step = readonly [PaymentStatus, (bigint | null)?, string?];

function historyOf(steps: readonly Step[]): FoldedAdjustment[] {
  const whole: readonly Step[] = [["pending", 1_000n], ["succeeded"], ...steps];
  return whole.map(([status, amountMinor = null, reference = ""], index) => ({
    sequence: index + 1,
    reference,
    status,
    amountMinor,
    opening: index === 0,
    occurredAt: new Date(AT + index * 1_000),
    occurredNanos: 0,
  }));
}

function takenBack(steps: readonly Step[]) {
  const history = historyOf(steps);
  const snapshot = fold(OPENING, history, "disputes first");
  const moved = moneyMoved({ type: "PAY-IN", category: "checkout", ...OPENING }, snapshot, history);
  return { minor: takenBackMinor(history, snapshot.amountMinor), held: moved.disputedMinor };
}

it.each<[string, Step[], bigint]>([
  ["nothing was disputed", [], 0n],
  ["all of it was lost", [["dispute"], ["dispute_lost"]], 1_000n],
  ["a part was lost", [["dispute", 300n], ["dispute_lost"]], 300n],
  ["it is disputed still", [["dispute"]], 0n],
  ["it was won", [["dispute"], ["dispute_won"]], 0n],
  ["what was left after a refund was lost", [["refunded", 400n], ["dispute"], ["dispute_lost"]], 600n],
  [
    "one of two was lost",
    [
      ["dispute", 200n, "du_1"],
      ["dispute", 300n, "du_2"],
      ["dispute_lost", null, "du_2/lost"],
      ["dispute_won", null, "du_1/won"],
    ],
    300n,
  ],
])("the customer's bank took back what disputes lost, where %s", (_, steps, minor) => {
  expect(takenBack(steps).minor).toBe(minor);
});

it("takes back what the sums hold as disputed, less what is not decided", () => {
  const status = fc.constantFrom<PaymentStatus>("dispute", "dispute_won", "dispute_lost");
  const step = fc.tuple(status, fc.option(fc.bigInt(1n, 1_500n))).map(([is, minor]): Step => [is, minor]);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const { minor, held } = takenBack(steps);
      expect(minor).toBeLessThanOrEqual(held);
      const opened = steps.filter(([is]) => is === "dispute").length;
      if (opened <= steps.length - opened) expect(minor).toBe(held);
    }),
  );
});
