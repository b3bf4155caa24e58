import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAYMENT_CATEGORIES, type PaymentCategory } from "./category";
import { type FoldedAdjustment, fold } from "./fold";
import { type MoneyMoved, moneyMoved, NOTHING_MOVED, netMinor, tallyOfHistory } from "./money-moved";
import { PAYMENT_STATUSES, type PaymentStatus, stageOf } from "./status";

const RUNS = 20_000;
const AT = Date.parse("2026-11-28T10:00:00Z");
const OPENING = { openingAmountMinor: 1_000n, openingInitialAmountMinor: 1_000n };

type Step = readonly [PaymentStatus, bigint | null];

function historyOf(steps: readonly Step[]): FoldedAdjustment[] {
  return steps.map(([status, amountMinor], index) => ({
    sequence: index + 1,
    reference: "",
    status,
    amountMinor,
    opening: index === 0,
    occurredAt: new Date(AT + index * 1_000),
    occurredNanos: 0,
  }));
}

function movedBy(
  steps: readonly Step[],
  moving = { type: "PAY-IN", category: "checkout" as PaymentCategory },
) {
  const history = historyOf(steps);
  return moneyMoved({ ...moving, ...OPENING }, fold(OPENING, history, "disputes first"), history);
}

describe("where a payment's money went", () => {
  const collected = { ...NOTHING_MOVED, collectedMinor: 1_000n };
  it.each<[string, Step[], Partial<MoneyMoved>]>([
    ["waits", [["pending", 1_000n]], NOTHING_MOVED],
    [
      "was refunded in part, and is then disputed whole: more goes back than came in",
      [
        ["succeeded", 1_000n],
        ["refunded", 400n],
        ["dispute", 1_000n],
      ],
      { collectedMinor: 1_000n, refundedMinor: 400n, disputedMinor: 1_000n },
    ],
    [
      "was refunded in part, and is then disputed by an amount that nobody says: what was left",
      [
        ["succeeded", 1_000n],
        ["refunded", 400n],
        ["dispute", null],
      ],
      { collectedMinor: 1_000n, refundedMinor: 400n, disputedMinor: 600n },
    ],
    [
      "was lost in two disputes that say more than came in: all that came in",
      [
        ["succeeded", 1_000n],
        ["dispute_lost", 700n],
        ["dispute_lost", 700n],
      ],
      { collectedMinor: 1_000n, disputedMinor: 1_000n },
    ],
    [
      "was lost in part, and then contested by an amount that nobody says: the rest",
      [
        ["succeeded", 1_000n],
        ["dispute_lost", 300n],
        ["dispute_lost", null],
      ],
      { collectedMinor: 1_000n, disputedMinor: 1_000n },
    ],
    [
      "was declined",
      [
        ["pending", 1_000n],
        ["failed", null],
      ],
      NOTHING_MOVED,
    ],
    ["was authorised alone", [["authorisation", 1_000n]], NOTHING_MOVED],
    [
      "was authorised, captured in two parts and refunded of one",
      [
        ["authorisation", 1_000n],
        ["capture", 600n],
        ["capture", 300n],
        ["refunded", 200n],
      ],
      { collectedMinor: 900n, refundedMinor: 200n },
    ],
    [
      "had arrived before more of it was captured",
      [
        ["succeeded", 1_000n],
        ["capture", 600n],
      ],
      { collectedMinor: 1_600n },
    ],
    [
      "arrived",
      [
        ["pending", 1_000n],
        ["succeeded", null],
      ],
      collected,
    ],
    [
      "was refunded in part",
      [
        ["succeeded", 1_000n],
        ["refunded", 300n],
      ],
      { ...collected, refundedMinor: 300n },
    ],
    [
      "was refunded, and the refund came back",
      [
        ["succeeded", 1_000n],
        ["refunded", 300n],
        ["refund_reversed", 300n],
      ],
      collected,
    ],
    [
      "is disputed whole",
      [
        ["succeeded", 1_000n],
        ["dispute", null],
      ],
      { ...collected, disputedMinor: 1_000n },
    ],
    [
      "is disputed in part",
      [
        ["succeeded", 1_000n],
        ["dispute", 400n],
      ],
      { ...collected, disputedMinor: 400n },
    ],
    [
      "was disputed and won",
      [
        ["succeeded", 1_000n],
        ["dispute", null],
        ["dispute_won", null],
      ],
      collected,
    ],
    [
      "was disputed and lost",
      [
        ["succeeded", 1_000n],
        ["dispute", null],
        ["dispute_lost", null],
      ],
      { ...collected, disputedMinor: 1_000n },
    ],
    [
      "was refunded in part and the rest was lost in a dispute",
      [
        ["succeeded", 1_000n],
        ["refunded", 300n],
        ["dispute", null],
        ["dispute_lost", null],
      ],
      { ...collected, refundedMinor: 300n, disputedMinor: 700n },
    ],
    [
      "was returned by the bank",
      [
        ["pending", 1_000n],
        ["succeeded", null],
        ["failed", null],
      ],
      { ...collected, returnedMinor: 1_000n },
    ],
  ])("%s", (_, steps, expected) => expect(movedBy(steps)).toEqual({ ...NOTHING_MOVED, ...expected }));

  it("was never collected where its recording was undone, and was where a provider takes it back", () => {
    const steps: Step[] = [
      ["succeeded", 1_000n],
      ["cancelled", null],
    ];
    expect(movedBy(steps, { type: "PAY-IN", category: "referral" })).toEqual(NOTHING_MOVED);
    expect(movedBy(steps, { type: "PAY-IN", category: "pay_in" })).toEqual({
      ...collected,
      returnedMinor: 1_000n,
    });
  });

  it.each<[PaymentCategory, string, Partial<MoneyMoved>]>([
    ["claim_payout", "PAYOUT", { paidOutMinor: 1_000n }],
    ["payout", "PAYOUT", { paidOutMinor: 1_000n }],
    ["premium_refund", "PAYOUT", { refundedMinor: 1_000n }],
    ["reversal", "PAYOUT", { refundedMinor: 1_000n }],
    ["transfer", "TRANSFER", {}],
    ["other", "OTHER", {}],
    ["unknown", "UNKNOWN", {}],
  ])("as a %s that succeeded", (category, type, expected) => {
    expect(movedBy([["succeeded", 1_000n]], { type, category })).toEqual({ ...NOTHING_MOVED, ...expected });
    expect(movedBy([["failed", 1_000n]], { type, category })).toEqual(NOTHING_MOVED);
  });
});

const step = fc.record({
  status: fc.constantFrom(...PAYMENT_STATUSES),
  amountMinor: fc.option(fc.bigInt({ min: 0n, max: 1_000n })),
  reference: fc.constantFrom("du_1", "du_1/won", "du_1/lost", "du_2", "du_2/won", "du_2/lost"),
  seconds: fc.integer({ min: 0, max: 5 }),
});
const histories = fc.array(step, { minLength: 1, maxLength: 8 }).map((steps) =>
  steps.map(
    ({ status, amountMinor, reference, seconds }, index): FoldedAdjustment => ({
      sequence: index + 1,
      reference,
      status,
      amountMinor,
      opening: index === 0,
      occurredAt: new Date(AT + seconds * 1_000),
      occurredNanos: 0,
    }),
  ),
);
const moving = fc.record({
  type: fc.constantFrom("PAY-IN", "PAYOUT", "TRANSFER", "OTHER", "UNKNOWN"),
  category: fc.constantFrom(...PAYMENT_CATEGORIES),
});
const rules = fc.constantFrom("latest" as const, "disputes first" as const);

describe("of any history, in any order", () => {
  it("what its steps add to the sums is what the whole of it moved", () => {
    fc.assert(
      fc.property(moving, histories, rules, (payment, history, rule) => {
        const steps = tallyOfHistory(payment, OPENING, history, rule);
        const sum = (column: keyof (typeof steps)[number]) =>
          steps.reduce((total, each) => total + BigInt(each[column]), 0n);
        const moved = moneyMoved({ ...payment, ...OPENING }, fold(OPENING, history, rule), history);
        expect({
          collectedMinor: sum("collected_minor"),
          refundedMinor: sum("refunded_minor"),
          disputedMinor: sum("disputed_minor"),
          returnedMinor: sum("returned_minor"),
          paidOutMinor: sum("paid_out_minor"),
        }).toEqual(moved);
        expect(sum("arrivals")).toBe(moved.collectedMinor === 0n ? 0n : 1n);
      }),
      { numRuns: RUNS },
    );
  });

  it("what is kept of money that came in is what is left of it, less what disputes hold and the bank took back", () => {
    fc.assert(
      fc.property(histories, rules, (history, rule) => {
        const snapshot = fold(OPENING, history, rule);
        const moved = moneyMoved({ type: "PAY-IN", category: "pay_in", ...OPENING }, snapshot, history);
        if (moved.collectedMinor === 0n && moved.refundedMinor === 0n) return;
        const [opened, ...later] = history;
        const arrivedAtOnce = opened && stageOf(opened.status) === "completed";
        const held = !arrivedAtOnce && later.some(({ status }) => status === "capture");
        const left = snapshot.amountMinor - (held ? OPENING.openingAmountMinor : 0n);
        expect(netMinor(moved)).toBe(left - moved.disputedMinor - moved.returnedMinor);
        expect(moved.disputedMinor).toBeGreaterThanOrEqual(0n);
        expect(moved.returnedMinor).toBeGreaterThanOrEqual(0n);
        expect(moved.paidOutMinor).toBe(0n);
      }),
      { numRuns: RUNS },
    );
  });

  it("never adds what goes out to what comes in", () => {
    fc.assert(
      fc.property(moving, histories, rules, (payment, history, rule) => {
        const moved = moneyMoved({ ...payment, ...OPENING }, fold(OPENING, history, rule), history);
        expect(moved.collectedMinor !== 0n && moved.paidOutMinor !== 0n).toBe(false);
        if (payment.type !== "PAY-IN") expect(moved.collectedMinor).toBe(0n);
      }),
      { numRuns: RUNS },
    );
  });
});
