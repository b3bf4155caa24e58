import { describe, expect, it } from "vitest";
import {
  COMMISSION_STATES,
  type CommissionState,
  commissionMayBecome,
  nextPartnershipStates,
  PARTNERSHIP_STATES,
  PAYMENT_REFUSALS,
  type PartnershipState,
  partnershipMayBecome,
  REFERRAL_STATES,
  type ReferralState,
  referralMayBecome,
  stateAfterUndo,
  type WithoutPayment,
  whyNotPayable,
} from "./states";

const REFERRALS: Record<ReferralState, readonly ReferralState[]> = {
  clicked: ["converted", "rejected"],
  converted: ["paid", "expired", "rejected"],
  paid: ["churned", "rejected"],
  churned: ["paid", "rejected"],
  expired: ["rejected"],
  rejected: [],
};

const PARTNERSHIPS: Record<PartnershipState, readonly PartnershipState[]> = {
  pending: ["accepted", "declined"],
  accepted: ["terminated"],
  declined: [],
  terminated: [],
};

const COMMISSIONS: Record<CommissionState, readonly CommissionState[]> = {
  pending: ["approved", "rejected"],
  approved: ["paid", "rejected"],
  paid: [],
  rejected: [],
};

const PAID = new Date("2026-11-01T12:00:00Z");

const sorted = (words: readonly string[]) => [...words].sort();

describe("the states of the programme", () => {
  it("are those of the contract", () => {
    expect(sorted(REFERRAL_STATES)).toEqual(sorted(Object.keys(REFERRALS)));
    expect(sorted(PARTNERSHIP_STATES)).toEqual(sorted(Object.keys(PARTNERSHIPS)));
    expect(sorted(COMMISSION_STATES)).toEqual(sorted(Object.keys(COMMISSIONS)));
  });

  it.each(REFERRAL_STATES)("a referral that is %s becomes only what the contract says", (from) => {
    expect(sorted(REFERRAL_STATES.filter((to) => referralMayBecome(from, to)))).toEqual(
      sorted(REFERRALS[from]),
    );
  });

  it.each<[ReferralState, WithoutPayment, ReferralState]>([
    ["paid", { firstPaidAt: null, paidSince: false, stateBefore: "converted" }, "converted"],
    ["churned", { firstPaidAt: null, paidSince: false, stateBefore: null }, "converted"],
    ["paid", { firstPaidAt: PAID, paidSince: false, stateBefore: null }, "paid"],
    ["paid", { firstPaidAt: PAID, paidSince: false, stateBefore: "churned" }, "churned"],
    ["paid", { firstPaidAt: PAID, paidSince: true, stateBefore: "churned" }, "paid"],
    ["paid", { firstPaidAt: PAID, paidSince: true, stateBefore: "converted" }, "paid"],
    ["churned", { firstPaidAt: PAID, paidSince: false, stateBefore: null }, "churned"],
    ["rejected", { firstPaidAt: null, paidSince: false, stateBefore: null }, "rejected"],
  ])("a referral that is %s, with %o besides a payment that is undone, is %s", (state, without, expected) => {
    expect(stateAfterUndo(state, without)).toBe(expected);
  });

  it.each(PARTNERSHIP_STATES)("a partnership that is %s becomes only what the contract says", (from) => {
    const next = PARTNERSHIP_STATES.filter((to) => partnershipMayBecome(from, to));
    expect(sorted(next)).toEqual(sorted(PARTNERSHIPS[from]));
    expect(sorted(nextPartnershipStates(from))).toEqual(sorted(next));
  });

  it.each(COMMISSION_STATES)("a commission that is %s becomes only what the contract says", (from) => {
    expect(sorted(COMMISSION_STATES.filter((to) => commissionMayBecome(from, to)))).toEqual(
      sorted(COMMISSIONS[from]),
    );
  });
});

describe("what keeps a referral from taking a payment", () => {
  it("is nothing while it has converted and its partnership stands", () => {
    for (const referral of ["converted", "paid", "churned"] as const)
      for (const partnership of ["pending", "accepted", "declined"] as const)
        expect(whyNotPayable(referral, partnership)).toEqual([]);
  });

  it.each([
    ["rejected", "is rejected"],
    ["expired", "has expired"],
    ["clicked", "has not converted yet"],
  ] as const)("is told of one that is %s, and its partnership's end beside it", (referral, refusal) => {
    expect(whyNotPayable(referral, "accepted")).toEqual([refusal]);
    expect(whyNotPayable(referral, "terminated")).toEqual([refusal, "belongs to a terminated partnership"]);
  });

  it("is told in the contract's words", () => {
    expect([...PAYMENT_REFUSALS]).toEqual([
      "is rejected",
      "has expired",
      "belongs to a terminated partnership",
    ]);
    expect(whyNotPayable("converted", "terminated")).toEqual(["belongs to a terminated partnership"]);
  });
});
