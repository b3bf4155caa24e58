import { describe, expect, it } from "vitest";
import { aPayment, NOW } from "@/lib/policies/testing-rules";
import { adjustmentOf, isUnchanged, type StatusChange, whyNotChanged } from "./status-change";

const failure = { reason: "No funds", action: "allow_retry", code: "insufficient_funds" } as const;
const failed: StatusChange = { paymentId: "p", to: "failed", failure };
const succeeded: StatusChange = { paymentId: "p", to: "succeeded", failure: null };

describe("a change that changes nothing", () => {
  it("is one to the status the payment has", () => {
    expect(isUnchanged(aPayment({ status: "succeeded" }), succeeded)).toBe(true);
    expect(isUnchanged(aPayment({ status: "processing" }), succeeded)).toBe(false);
  });

  it("is a failure told again, word by word", () => {
    expect(isUnchanged(aPayment(), failed)).toBe(true);
    expect(isUnchanged(aPayment({ failureReason: "Other" }), failed)).toBe(false);
    expect(isUnchanged(aPayment({ failureAction: "block_retry" }), failed)).toBe(false);
    expect(isUnchanged(aPayment({ failureCode: null }), failed)).toBe(false);
    const bare = aPayment({ failureReason: null, failureAction: null, failureCode: null });
    expect(isUnchanged(bare, { ...failed, failure: null })).toBe(true);
    expect(isUnchanged(bare, failed)).toBe(false);
    expect(
      isUnchanged(aPayment({ failureCode: null }), { ...failed, failure: { ...failure, code: null } }),
    ).toBe(true);
  });
});

describe("a change that is refused", () => {
  const reasonOf = (...given: Parameters<typeof whyNotChanged>) => {
    const problem = whyNotChanged(...given);
    if (problem === null) return null;
    if (problem.code !== "illegal_transition") throw new Error(`refused with ${problem.code}`);
    expect([problem.from, problem.to]).toEqual([given[1].status, given[2].to]);
    return problem.reason;
  };
  const ctx = { now: NOW };

  it("is one by anybody but the connector while its answer is awaited", () => {
    const processing = aPayment({ status: "processing" });
    const reason = "The payment is being collected: what becomes of it, its connector says.";
    expect(reasonOf(ctx, processing, failed, true)).toBe(reason);
    expect(reasonOf(ctx, processing, { ...succeeded, fromConnector: false }, true)).toBe(reason);
    expect(reasonOf(ctx, processing, { ...failed, fromConnector: true }, true)).toBeNull();
    expect(reasonOf(ctx, processing, failed, false)).toBeNull();
  });

  it("is a success that fails although it was no debit order, or later than five days after", () => {
    const days = (count: number) => new Date(NOW.getTime() - count * 24 * 60 * 60 * 1_000);
    const success = { status: "succeeded", collectionType: "debit_order_two_day" } as const;
    expect(reasonOf(ctx, aPayment({ ...success, actionDate: days(5) }), failed, false)).toBeNull();
    expect(reasonOf(ctx, aPayment({ ...success, actionDate: days(6) }), failed, false)).toMatch(/five days/);
    expect(reasonOf(ctx, aPayment({ ...success, collectionType: "card" }), failed, false)).toMatch(
      /debit order/,
    );
    expect(reasonOf(ctx, aPayment({ status: "pending", collectionType: "card" }), failed, false)).toBeNull();
    expect(reasonOf(ctx, aPayment({ ...success, collectionType: "card" }), succeeded, false)).toBeNull();
  });
});

describe("the adjustment of a change", () => {
  it("keeps a failure's words where a provider said nothing itself", () => {
    expect(adjustmentOf(failed, aPayment())).toEqual({
      status: "failed",
      reason: "No funds",
      failureCode: "insufficient_funds",
      raw: { failureReason: "No funds", failureAction: "allow_retry" },
      action: "payment.failed",
    });
  });

  it("says why, by which attempt, and what the provider said", () => {
    const raw = { said: "so" };
    expect(adjustmentOf({ ...failed, reason: "Late return", attemptId: "t", raw }, aPayment())).toEqual({
      status: "failed",
      reason: "Late return",
      failureCode: "insufficient_funds",
      attemptId: "t",
      raw,
      action: "payment.failed",
    });
  });

  it("says nothing that is not known", () => {
    expect(adjustmentOf(succeeded, aPayment())).toEqual({
      status: "succeeded",
      raw: {},
      action: "payment.succeeded",
    });
    const bare = { ...failed, failure: { ...failure, reason: "", code: null } };
    expect(Object.keys(adjustmentOf(bare, aPayment()))).toEqual(["status", "raw", "action"]);
  });

  it("says how much a bank took back of a premium that was collected: all of it, unless another amount is said", () => {
    const collected = aPayment({ status: "succeeded", paymentType: "premium", amountMinor: 1_800n });
    expect(adjustmentOf(failed, collected).amountMinor).toBe(1_800n);
    expect(adjustmentOf(failed, { ...collected, disputedMinor: 300n }).amountMinor).toBe(1_500n);
    expect(adjustmentOf({ ...failed, takenMinor: 500n }, collected).amountMinor).toBe(500n);
    expect(adjustmentOf({ ...failed, takenMinor: null }, collected).amountMinor).toBeUndefined();
    for (const other of [
      aPayment({ status: "processing" }),
      aPayment({ status: "succeeded", paymentType: "claim_payout" }),
    ])
      expect(adjustmentOf(failed, other).amountMinor).toBeUndefined();
  });
});
