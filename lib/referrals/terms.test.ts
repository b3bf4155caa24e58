import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/durations";
import { BASIS_POINTS_MAX, RECURRENCES, type TermsRow, termsFromRow } from "./terms";

const row: TermsRow = {
  commissionType: "percent",
  basisPoints: 1_250,
  flatAmountMinor: null,
  flatCurrency: null,
  recurrence: "lifetime",
  months: null,
  holdDays: 30,
  referralExpiryDays: 90,
  minimumPayoutMinor: 5_000n,
};

describe("a partnership's terms, as they are read from its row", () => {
  it("are a share of the payment, in hundredths of a percent", () => {
    expect(termsFromRow(row)).toEqual({
      rate: { type: "percent", basisPoints: 1_250 },
      recurrence: { recurrence: "lifetime" },
      holdDays: 30,
      referralExpiryDays: 90,
      minimumPayoutMinor: 5_000n,
    });
    expect(termsFromRow({ ...row, basisPoints: null }).rate).toEqual({ type: "percent", basisPoints: 0 });
  });

  it("are a fixed amount in its own currency", () => {
    const flat = { ...row, commissionType: "flat", basisPoints: null } as const;
    expect(termsFromRow({ ...flat, flatAmountMinor: 700n, flatCurrency: "EUR" }).rate).toEqual({
      type: "flat",
      amountMinor: 700n,
      currency: "EUR",
    });
    expect(termsFromRow(flat).rate).toEqual({ type: "flat", amountMinor: 0n, currency: "" });
  });

  it("earn of the first payment, of the first months or of all", () => {
    expect([...RECURRENCES]).toEqual(["first_payment", "months", "lifetime"]);
    expect(termsFromRow({ ...row, recurrence: "first_payment", months: 3 }).recurrence).toEqual({
      recurrence: "first_payment",
    });
    expect(termsFromRow({ ...row, recurrence: "months", months: 3 }).recurrence).toEqual({
      recurrence: "months",
      months: 3,
    });
    expect(termsFromRow({ ...row, recurrence: "months" }).recurrence).toEqual({
      recurrence: "months",
      months: 1,
    });
  });

  it("count days of twenty-four hours, and a whole as ten thousand hundredths of a percent", () => {
    expect(DAY_MS).toBe(24 * 60 * 60 * 1_000);
    expect(BASIS_POINTS_MAX).toBe(100 * 100);
  });
});
