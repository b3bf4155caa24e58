import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { disputesOf, type FoldedAdjustment, fold, respondByOf } from "./fold";
import { moneyMoved } from "./money-moved";
import type { PaymentStatus } from "./status";

const OPENING = { openingAmountMinor: 1_000_000n, openingInitialAmountMinor: 1_000_000n };

describe("disputes in a history", () => {
  const historyOf = (...statuses: PaymentStatus[]) =>
    ["succeeded" as const, ...statuses].map(
      (status, index): FoldedAdjustment => ({
        sequence: index + 1,
        status,
        reference: `said ${index}`,
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

const DECISIONS = { won: "dispute_won", lost: "dispute_lost" } as const;
const PAID = { ...OPENING, type: "PAY-IN", category: "checkout" } as const;

interface Contested {
  amountMinor: bigint;
  respondBy: Date;
  outcome: "open" | "won" | "lost";
}

const contested = fc.array(
  fc.record<Contested>({
    amountMinor: fc.bigInt({ min: 1n, max: 100_000n }),
    respondBy: fc.integer({ min: 1, max: 90 }).map((day) => new Date(day * 86_400_000)),
    outcome: fc.constantFrom("open", "won", "lost"),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Disputes one after the other, each decided or not under its own name; `order` is that of all after the payment. */
function toldOf(disputes: readonly Contested[], order: readonly number[] = []): FoldedAdjustment[] {
  const opened = disputes.map(({ amountMinor, respondBy }, index) => ({
    ...{ status: "dispute" as const, reference: `du_${index}`, amountMinor, respondBy },
  }));
  const decided = disputes.flatMap(({ outcome, amountMinor }, index) =>
    outcome === "open"
      ? []
      : [{ status: DECISIONS[outcome], reference: `du_${index}/${outcome}`, amountMinor }],
  );
  const rank = (index: number) => order[index] ?? index;
  const paid = { status: "succeeded" as const, reference: "pay_1", amountMinor: OPENING.openingAmountMinor };
  const told = [...opened, ...decided];
  return [paid, ...told.toSorted((a, b) => rank(told.indexOf(a)) - rank(told.indexOf(b)))].map(
    (each, index) => ({
      ...each,
      sequence: index + 1,
      opening: index === 0,
      ...instantOf(new Date(index * 1_000)),
    }),
  );
}

describe("a decision that names its dispute", () => {
  it("is of that one, in whatever order all of it is told: what is open, what is taken, by when, and what is shown", () => {
    const orders = fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(contested, orders, (disputes, order) => {
        const told = toldOf(disputes, order);
        const referenceOf = (sequence: number) => told[sequence - 1]?.reference;
        const found = disputesOf(told).map(({ sequence, ...each }) => [referenceOf(sequence), each]);
        expect(Object.fromEntries(found)).toEqual(
          Object.fromEntries(
            disputes.map(({ amountMinor, outcome }, index) => [`du_${index}`, { amountMinor, outcome }]),
          ),
        );
        const taken = disputes.filter(({ outcome }) => outcome !== "won");
        const snapshot = fold(OPENING, told, "disputes first");
        expect(moneyMoved(PAID, snapshot, told).disputedMinor).toBe(
          taken.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
        );
        const open = disputes.flatMap(({ outcome, respondBy }) =>
          outcome === "open" ? respondBy.getTime() : [],
        );
        expect(respondByOf(told)?.getTime() ?? null).toBe(open.length > 0 ? Math.min(...open) : null);
        const shown = open.length > 0 ? "dispute" : taken.length > 0 ? "dispute_lost" : "dispute_won";
        expect(snapshot.status).toBe(shown);
        for (const rule of ["latest", "disputes first", "collection"] as const)
          expect(fold(OPENING, told, rule).inDispute || open.length === 0).toBe(true);
        expect(snapshot.inDispute).toBe(open.length > 0);
      }),
    );
  });

  it("leaves those that name none to the oldest disputes without one", () => {
    fc.assert(
      fc.property(contested, fc.array(fc.constantFrom("won", "lost"), { maxLength: 8 }), (disputes, more) => {
        const named = toldOf(disputes);
        const unnamed = more.map(
          (outcome, index): FoldedAdjustment => ({
            ...{ status: DECISIONS[outcome], reference: `said ${index}`, amountMinor: 7n, opening: false },
            ...{ sequence: named.length + index + 1, ...instantOf(new Date(1_000_000 + index)) },
          }),
        );
        const rest = [...more];
        const expected = [
          ...disputes.map(({ amountMinor, outcome }) => ({
            amountMinor,
            outcome: outcome === "open" ? (rest.shift() ?? "open") : outcome,
          })),
          ...rest.map((outcome) => ({ amountMinor: 7n, outcome })),
        ];
        const found = disputesOf([...unnamed.toReversed(), ...named]);
        expect(found.map(({ amountMinor, outcome }) => ({ amountMinor, outcome }))).toEqual(expected);
      }),
    );
  });

  it.each<[string, [PaymentStatus, string][], string[]]>([
    [
      "the later word of two",
      [
        ["dispute", "a"],
        ["dispute_lost", "a/lost"],
        ["dispute_won", "a/won"],
      ],
      ["won"],
    ],
    [
      "and never another's, though that is open",
      [
        ["dispute", "a"],
        ["dispute", "b"],
        ["dispute_won", "b/won"],
        ["dispute_lost", "b/lost"],
      ],
      ["open", "lost"],
    ],
    [
      "by the whole of its name",
      [
        ["dispute", "a"],
        ["dispute", "a/won"],
        ["dispute_won", "a/won/won"],
      ],
      ["open", "won"],
    ],
    [
      "and the word that it is",
      [
        ["dispute", "b"],
        ["dispute", "a"],
        ["dispute_won", "a/lost"],
      ],
      ["won", "open"],
    ],
    [
      "where anybody told of the dispute",
      [
        ["dispute", "a"],
        ["dispute_won", "b/won"],
      ],
      ["won"],
    ],
  ])("counts: %s", (_, steps, expected) => {
    const told = steps.map(
      ([status, reference], index): FoldedAdjustment => ({
        ...{ sequence: index + 1, status, reference, amountMinor: null, opening: false },
        ...instantOf(new Date(index)),
      }),
    );
    expect(disputesOf(told).map(({ outcome }) => outcome)).toEqual(expected);
  });
});
