import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { disputesOf, type FoldedAdjustment, fold, respondByOf } from "./fold";
import type { PaymentStatus } from "./status";

const OPENING = { openingAmountMinor: 1_000_000n, openingInitialAmountMinor: 1_000_000n };

describe("disputes in a history", () => {
  const historyOf = (...statuses: PaymentStatus[]) =>
    ["succeeded" as const, ...statuses].map(
      (status, index): FoldedAdjustment => ({
        sequence: index + 1,
        status,
        amountMinor: 10n,
        ...instantOf(new Date(index * 1_000)),
        opening: index === 0,
      }),
    );
  const shown = (...statuses: PaymentStatus[]) =>
    fold(OPENING, historyOf(...statuses), "disputes first").status;

  it.each<[PaymentStatus[], PaymentStatus]>([
    [["dispute"], "dispute"],
    [["dispute", "refunded"], "dispute"],
    [["dispute", "refunded_failure"], "dispute"],
    [["dispute", "refunded", "dispute_lost"], "dispute_lost"],
    [["dispute", "dispute_lost", "refunded"], "dispute_lost"],
    [["dispute", "refunded", "dispute_won"], "dispute_won"],
    [["dispute", "dispute_won", "refunded"], "refunded"],
    [["dispute", "dispute", "dispute_won"], "dispute"],
    [["dispute", "dispute_won", "dispute"], "dispute"],
    [["dispute", "dispute_won", "dispute", "dispute_lost"], "dispute_lost"],
    [["refunded", "refund_reversed"], "refund_reversed"],
  ])("after %j shows %s", (statuses, expected) => {
    expect(shown(...statuses)).toBe(expected);
  });

  it.each<[PaymentStatus[], PaymentStatus]>([
    [["refunded"], "succeeded"],
    [["refunded", "refund_reversed"], "succeeded"],
    [["dispute", "dispute_lost"], "succeeded"],
    [["refunded", "failed"], "failed"],
    [["dispute", "failed", "dispute_won"], "failed"],
    [["other"], "succeeded"],
  ])("are no step of a collection: after %j it shows %s", (statuses, expected) => {
    expect(fold(OPENING, historyOf(...statuses), "collection").status).toBe(expected);
  });

  it("go by their own time, not by arrival", () => {
    const [paid, dispute, won] = historyOf("dispute", "dispute_won");
    if (!paid || !dispute || !won) throw new Error("three adjustments were made");
    const late = { ...dispute, sequence: 3 };
    expect(fold(OPENING, [paid, { ...won, sequence: 2 }, late], "disputes first").status).toBe("dispute_won");
  });

  it("take a decision whose clock is behind the dispute's, and one of a dispute nobody reported", () => {
    const [paid, won, dispute] = historyOf("dispute_won", "dispute");
    if (!paid || !dispute || !won) throw new Error("three adjustments were made");
    expect(disputesOf([paid, dispute, won])).toEqual([{ sequence: 3, amountMinor: 10n, outcome: "won" }]);
    expect(disputesOf(historyOf("dispute_lost"))).toEqual([
      { sequence: 2, amountMinor: 10n, outcome: "lost" },
    ]);
  });

  it.each<[PaymentStatus[], PaymentStatus]>([
    [["refunded", "succeeded"], "refunded"],
    [["refunded", "refund_reversed", "succeeded"], "refund_reversed"],
    [["cancelled", "pending"], "cancelled"],
    [["expired", "processing", "pending"], "expired"],
    [["dispute_won", "refunded_failure", "succeeded"], "refunded_failure"],
    [["failed", "succeeded"], "succeeded"],
  ])("and what ends or gives back, dated back before what it followed: %j shows %s", (statuses, expected) => {
    expect(shown(...statuses)).toBe(expected);
    expect(fold(OPENING, historyOf(...statuses)).status).toBe(statuses.at(-1));
  });

  it("are told apart with what came of each", () => {
    expect(disputesOf(historyOf("dispute", "dispute", "dispute_won", "dispute_lost", "dispute"))).toEqual([
      { sequence: 2, amountMinor: 10n, outcome: "won" },
      { sequence: 3, amountMinor: 10n, outcome: "lost" },
      { sequence: 6, amountMinor: 10n, outcome: "open" },
    ]);
  });

  const day = (of: number) => new Date(of * 86_400_000);
  it.each<[(PaymentStatus | number)[], number | null]>([
    [[], null],
    [["dispute"], null],
    [[9], 9],
    [[9, 7], 7],
    [[7, 9, "dispute_won"], 9],
    [[7, "dispute_lost"], null],
    [["dispute_won", 7], null],
    [["dispute", 7, "dispute_won"], 7],
    [["dispute", 7, "refunded"], 7],
  ])("are to be answered, of %j, by day %j: that of the first open one", (steps, expected) => {
    const statuses = steps.map((step) => (typeof step === "number" ? "dispute" : step));
    const [paid, ...rest] = historyOf(...statuses);
    if (!paid) throw new Error("the history has its opening");
    const told = rest.map((each, index) => {
      const step = steps[index];
      return { ...each, respondBy: typeof step === "number" ? day(step) : null };
    });
    expect(respondByOf([paid, ...told])).toEqual(expected === null ? null : day(expected));
    expect(respondByOf([...told.reverse(), paid])).toEqual(expected === null ? null : day(expected));
  });

  it("outrank nothing where the latest decides", () => {
    expect(fold(OPENING, historyOf("dispute", "refunded")).status).toBe("refunded");
  });
});
