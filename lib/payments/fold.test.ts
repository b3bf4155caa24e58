import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Instant, instantOf, spellInstant } from "@/lib/instant";
import { delta, type FoldedAdjustment, fold } from "./fold";
import { PAYMENT_STATUSES, type PaymentStatus } from "./status";

const OPENING = { openingAmountMinor: 1_000_000n, openingInitialAmountMinor: 1_000_000n };

// Many within one millisecond: they too have an order.
const atNanos = (nanos: number): Instant => ({
  occurredAt: new Date(Math.floor(nanos / 1_000_000)),
  occurredNanos: nanos % 1_000_000,
});

const adjustments = fc
  .array(
    fc.record({
      status: fc.constantFrom(...PAYMENT_STATUSES),
      amountMinor: fc.option(fc.bigInt({ min: 0n, max: 1_000n })),
      // A narrow range now and then, so that some happen at the same time.
      at: fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 3 })),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(
      ({ status, amountMinor, at }, index): FoldedAdjustment => ({
        sequence: index + 1,
        reference: "",
        status,
        amountMinor,
        ...atNanos(at),
        opening: index === 0,
      }),
    ),
  );

describe("the fold of a payment's adjustments", () => {
  it("is the same for any order of arrival, as long as no two happened at the same time", () => {
    fc.assert(
      fc.property(adjustments, fc.array(fc.integer()), (given, keys) => {
        fc.pre(new Set(given.map(spellInstant)).size === given.length);
        const rest = given.slice(1).map((each, index) => ({ each, key: keys[index] ?? 0 }));
        const shuffled = rest
          .sort((a, b) => a.key - b.key)
          .map(({ each }, index) => ({ ...each, sequence: index + 2 }));
        expect(fold(OPENING, [...given.slice(0, 1), ...shuffled])).toEqual(fold(OPENING, given));
      }),
    );
  });

  it("is worth the opening amount and every delta once", () => {
    fc.assert(
      fc.property(adjustments, (given) => {
        const deltas = given.reduce((sum, each) => sum + delta(each), 0n);
        expect(fold(OPENING, given).amountMinor).toBe(OPENING.openingAmountMinor + deltas);
      }),
    );
  });

  it("shows the status of what happened last, looking through amount adjustments", () => {
    const at = (status: FoldedAdjustment["status"], minute: number, sequence: number): FoldedAdjustment => ({
      sequence,
      reference: "",
      status,
      amountMinor: 10n,
      ...instantOf(new Date(minute * 60_000)),
      opening: sequence === 1,
    });
    const history = [
      at("pending", 0, 1),
      at("succeeded", 5, 2),
      at("refunded", 3, 3),
      at("amount_adjustment", 9, 4),
    ];
    expect(fold(OPENING, history)).toEqual({
      status: "succeeded",
      lastStatus: "amount_adjustment",
      amountMinor: OPENING.openingAmountMinor - 10n,
      initialAmountMinor: 10n,
      inDispute: false,
    });
  });

  it("lets the later arrival win a tie, and the newer correction stand against a late older one", () => {
    const twins: FoldedAdjustment[] = (["pending", "failed"] as const).map((status, index) => ({
      sequence: index + 1,
      reference: "",
      status,
      amountMinor: null,
      ...instantOf(new Date(0)),
      opening: index === 0,
    }));
    expect(fold(OPENING, twins).status).toBe("failed");
    const corrections = [900n, 800n].map(
      (amountMinor, index): FoldedAdjustment => ({
        sequence: index + 3,
        reference: "",
        status: "amount_adjustment",
        amountMinor,
        ...instantOf(new Date(10 - index)),
        opening: false,
      }),
    );
    expect(fold(OPENING, [...twins, ...corrections]).initialAmountMinor).toBe(900n);
  });

  it("is what the model says after any history", () => {
    fc.assert(
      fc.property(adjustments, (given) => {
        expect(fold(OPENING, given)).toEqual(model(given));
      }),
    );
  });

  it("never makes money: only a capture or a refund taken back adds, and no more than it says", () => {
    fc.assert(
      fc.property(adjustments, (given) => {
        const arrived = given
          .filter(({ status, opening }) => !opening && ["capture", "refund_reversed"].includes(status))
          .reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0n), 0n);
        expect(fold(OPENING, given).amountMinor <= OPENING.openingAmountMinor + arrived).toBe(true);
      }),
    );
  });

  it("is worth what it was before a refund that was taken back", () => {
    fc.assert(
      fc.property(adjustments, fc.bigInt({ min: 1n, max: 1_000n }), (given, amountMinor) => {
        const sequence = given.length + 1;
        const back: FoldedAdjustment[] = (["refunded", "refund_reversed"] as const).map((status, index) => ({
          sequence: sequence + index,
          reference: "",
          status,
          amountMinor,
          ...instantOf(new Date(2_000_000 + index)),
          opening: false,
        }));
        const before = fold(OPENING, given);
        const after = fold(OPENING, [...given, ...back]);
        expect(after.amountMinor).toBe(before.amountMinor);
        expect(after.initialAmountMinor).toBe(before.initialAmountMinor);
        expect(after.status).toBe("refund_reversed");
      }),
    );
  });

  it("does not depend on where in the list an adjustment stands", () => {
    fc.assert(
      fc.property(adjustments, (given) => {
        expect(fold(OPENING, given.toReversed())).toEqual(fold(OPENING, given));
      }),
    );
  });

  it("is pending while nothing but its amount has been adjusted", () => {
    const only: FoldedAdjustment = {
      sequence: 1,
      reference: "",
      status: "amount_adjustment",
      amountMinor: 7n,
      ...instantOf(new Date(0)),
      opening: true,
    };
    expect(fold(OPENING, [only])).toEqual({
      status: "pending",
      lastStatus: "amount_adjustment",
      amountMinor: OPENING.openingAmountMinor,
      initialAmountMinor: OPENING.openingInitialAmountMinor,
      inDispute: false,
    });
  });

  it.each(PAYMENT_STATUSES)("counts %s once, as its direction says", (status) => {
    const change = delta({ status, amountMinor: 7n, opening: false });
    expect(change).toBe(ADDS.includes(status) ? 7n : status === "refunded" ? -7n : 0n);
    expect(delta({ status, amountMinor: 7n, opening: true })).toBe(0n);
    expect(delta({ status, amountMinor: null, opening: false })).toBe(0n);
  });

  it("refuses a payment without a history", () => {
    expect(() => fold(OPENING, [])).toThrow(new RangeError("a payment has at least its creation adjustment"));
  });
});

const ADDS: readonly PaymentStatus[] = ["capture", "refund_reversed"];

// The rules once more, one adjustment at a time: each is compared with what is known to be the latest so far.
function model(given: readonly FoldedAdjustment[]) {
  let amountMinor = OPENING.openingAmountMinor;
  let last: FoldedAdjustment | undefined;
  let shown: FoldedAdjustment | undefined;
  let corrected: FoldedAdjustment | undefined;
  for (const each of given) {
    if (!each.opening && ADDS.includes(each.status)) amountMinor += each.amountMinor ?? 0n;
    if (!each.opening && each.status === "refunded") amountMinor -= each.amountMinor ?? 0n;
    if (isAfter(each, last)) last = each;
    if (each.status !== "amount_adjustment" && isAfter(each, shown)) shown = each;
    if (each.status === "amount_adjustment" && !each.opening && isAfter(each, corrected)) corrected = each;
  }
  const counted = (...statuses: PaymentStatus[]) =>
    given.filter(({ status }) => statuses.includes(status)).length;
  return {
    status: shown?.status ?? "pending",
    lastStatus: last?.status,
    amountMinor,
    initialAmountMinor: corrected?.amountMinor ?? OPENING.openingInitialAmountMinor,
    inDispute: shown?.status === "dispute" || counted("dispute") > counted("dispute_won", "dispute_lost"),
  };
}

function isAfter(one: FoldedAdjustment, other: FoldedAdjustment | undefined): boolean {
  if (!other) return true;
  const [at, otherAt] = [nanosOf(one), nanosOf(other)];
  return at === otherAt ? one.sequence > other.sequence : at > otherAt;
}

function nanosOf({ occurredAt, occurredNanos }: Instant): number {
  return occurredAt.getTime() * 1_000_000 + occurredNanos;
}
