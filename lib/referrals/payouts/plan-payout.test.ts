import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, endOf, Period, startOf } from "./period";
import { fingerprintOf, type Payable, planPayout } from "./plan-payout";

const payable = (fields: Partial<Payable> & { id: string }): Payable => ({
  partnerId: "p1",
  partnerName: "Ada",
  currency: "USD",
  amountMinor: 100n,
  minimumMinor: 0n,
  returns: 0,
  hasBankAccount: true,
  ...fields,
});

const payables = fc
  .array(
    fc.record({
      partnerId: fc.constantFrom("p1", "p2", "p3"),
      currency: fc.constantFrom("USD", "EUR"),
      amountMinor: fc.bigInt({ min: -1_000n, max: 1_000n }),
      minimumMinor: fc.constantFrom(0n, 500n, 2_000n),
    }),
    { maxLength: 20 },
  )
  .map((drafts) =>
    drafts.map((each, index) =>
      payable({ ...each, id: `c${index}`, partnerName: `name of ${each.partnerId}` }),
    ),
  );

describe("who is paid what", () => {
  it("is every commission and clawback once, in the line of its partner and currency", () => {
    fc.assert(
      fc.property(payables, (given) => {
        const lines = planPayout(given);
        expect(lines.flatMap(({ commissionIds }) => commissionIds).sort()).toEqual(
          given.map(({ id }) => id).sort(),
        );
        for (const line of lines) {
          const own = given.filter(
            ({ partnerId, currency }) => partnerId === line.partnerId && currency === line.currency,
          );
          expect(line.commissionIds).toEqual(own.map(({ id }) => id));
          const sum = (amounts: readonly Payable[]) =>
            amounts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
          expect(line.amountMinor).toBe(sum(own));
          expect(line.commissionsMinor).toBe(sum(own.filter(({ amountMinor }) => amountMinor > 0n)));
          expect(line.clawbacksMinor).toBe(sum(own.filter(({ amountMinor }) => amountMinor <= 0n)));
          expect(own.map(({ minimumMinor }) => minimumMinor)).toContain(line.minimumMinor);
          expect(own.every(({ minimumMinor }) => minimumMinor <= line.minimumMinor)).toBe(true);
        }
      }),
    );
  });

  it("never pays a debt, nothing, or less than the highest minimum", () => {
    fc.assert(
      fc.property(payables, (given) => {
        for (const { outcome, amountMinor, minimumMinor } of planPayout(given)) {
          const due = amountMinor > 0n && amountMinor >= minimumMinor;
          expect(outcome).toBe(amountMinor < 0n ? "in_debt" : due ? "paid" : "below_minimum");
        }
      }),
    );
  });

  it("is paid at the minimum exactly, and carried over a cent below it or at nothing", () => {
    const outcomeOf = (amountMinor: bigint, minimumMinor: bigint) =>
      planPayout([payable({ id: "c", amountMinor, minimumMinor })]).map(({ outcome }) => outcome);
    expect(outcomeOf(500n, 500n)).toEqual(["paid"]);
    expect(outcomeOf(499n, 500n)).toEqual(["below_minimum"]);
    expect(outcomeOf(0n, 0n)).toEqual(["below_minimum"]);
    expect(outcomeOf(1n, 0n)).toEqual(["paid"]);
    expect(outcomeOf(-1n, 0n)).toEqual(["in_debt"]);
  });

  it("names the partner, and stands by name, then partner, then currency", () => {
    const lines = planPayout([
      payable({ id: "1", partnerId: "p3", partnerName: "Zoe" }),
      payable({ id: "2", partnerId: "p2", partnerName: "Ada", currency: "USD" }),
      payable({ id: "3", partnerId: "p1", partnerName: "Ada", currency: "USD" }),
      payable({ id: "4", partnerId: "p1", partnerName: "Ada", currency: "EUR" }),
    ]);
    expect(lines.map(({ partnerName, partnerId, currency }) => [partnerName, partnerId, currency])).toEqual([
      ["Ada", "p1", "EUR"],
      ["Ada", "p1", "USD"],
      ["Ada", "p2", "USD"],
      ["Zoe", "p3", "USD"],
    ]);
  });
});

describe("the fingerprint of a preview", () => {
  const planned = () => planPayout([payable({ id: "b" }), payable({ id: "a", amountMinor: 50n })]);

  it("is the same for the same payments in another order, and of a run that never changes", () => {
    const again = planPayout([payable({ id: "a", amountMinor: 50n }), payable({ id: "b" })]);
    expect(fingerprintOf(again)).toBe(fingerprintOf(planned()));
    expect(fingerprintOf(planned())).toMatch(/^[0-9a-f]{64}$/);
  });

  it("differs as soon as another commission or another amount would be paid", () => {
    const others = [
      planPayout([payable({ id: "b" }), payable({ id: "a", amountMinor: 51n })]),
      planPayout([payable({ id: "b" }), payable({ id: "c", amountMinor: 50n })]),
      planPayout([payable({ id: "b" })]),
      planPayout([]),
    ];
    const prints = [planned(), ...others].map(fingerprintOf);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it("differs once the same commissions were given back by a payment that failed, as often as that was", () => {
    const given = (...returns: number[]) =>
      planPayout(returns.map((count, index) => payable({ id: `c${index}`, returns: count })));
    expect(given(1, 2)[0]?.returns).toBe(3);
    const prints = [given(0, 0), given(0, 1), given(1, 1)].map(fingerprintOf);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it("tells commissions apart however their ids run together", () => {
    const one = planPayout([payable({ id: "ab" }), payable({ id: "c" })]);
    const other = planPayout([payable({ id: "a" }), payable({ id: "bc" })]);
    expect(fingerprintOf(one)).not.toBe(fingerprintOf(other));
  });

  it("does not look at what is carried over", () => {
    const carried = payable({ id: "z", partnerId: "p2", amountMinor: 1n, minimumMinor: 500n });
    const more = planPayout([payable({ id: "b" }), payable({ id: "a", amountMinor: 50n }), carried]);
    expect(fingerprintOf(more)).toBe(fingerprintOf(planned()));
  });
});

describe("a period", () => {
  it("is of whole days in UTC, the first not after the last", () => {
    expect(Period.parse({ from: "2026-11-30", through: "2026-11-30" })).toEqual({
      from: "2026-11-30",
      through: "2026-11-30",
    });
    const issues = (value: unknown) =>
      Period.safeParse(value).error?.issues.map(({ path, message }) => [path.join("."), message]);
    expect(issues({ from: "2026-12-01", through: "2026-11-30" })).toEqual([
      ["from", "Must not be after the last day."],
    ]);
    expect(issues({ from: "2026-02-30", through: "soon" })).toEqual([
      ["from", "Choose a day."],
      ["through", "Choose a day."],
    ]);
  });

  it("begins with the first moment of its first day and ends with the last moment of its last", () => {
    const november = { from: "2026-11-01", through: "2026-11-30" };
    expect(startOf(november)).toEqual(new Date("2026-11-01T00:00:00Z"));
    expect(endOf(november)).toEqual(new Date("2026-12-01T00:00:00Z"));
  });

  it("knows the day of a moment, in UTC", () => {
    expect(dayOf(new Date("2026-11-30T23:59:59.999Z"))).toBe("2026-11-30");
    expect(dayOf(new Date("2028-02-29T00:00:00Z"))).toBe("2028-02-29");
  });
});
