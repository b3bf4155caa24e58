import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Instant, instantOf, spellInstant } from "@/lib/instant";
import { delta, type FoldedAdjustment, fold } from "./fold";
import { PAYMENT_STATUSES } from "./status";

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
      at: fc.integer({ min: 0, max: 10_000_000 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(
      ({ status, amountMinor, at }, index): FoldedAdjustment => ({
        sequence: index + 1,
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
    });
  });

  it("lets the later arrival win a tie, and the newer correction stand against a late older one", () => {
    const twins: FoldedAdjustment[] = (["pending", "failed"] as const).map((status, index) => ({
      sequence: index + 1,
      status,
      amountMinor: null,
      ...instantOf(new Date(0)),
      opening: index === 0,
    }));
    expect(fold(OPENING, twins).status).toBe("failed");
    const corrections = [900n, 800n].map(
      (amountMinor, index): FoldedAdjustment => ({
        sequence: index + 3,
        status: "amount_adjustment",
        amountMinor,
        ...instantOf(new Date(10 - index)),
        opening: false,
      }),
    );
    expect(fold(OPENING, [...twins, ...corrections]).initialAmountMinor).toBe(900n);
  });

  it("refuses a payment without a history", () => {
    expect(() => fold(OPENING, [])).toThrow(RangeError);
  });
});
