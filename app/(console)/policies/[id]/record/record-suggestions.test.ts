import { describe, expect, it } from "vitest";
import { PAYMENT_TYPES } from "@/lib/policies/enums";
import type { RecordValues } from "./record-body";
import { suggestionFor, withValue } from "./record-suggestions";

const values = (over: Partial<RecordValues> = {}): RecordValues => ({
  status: "pending",
  payment_type: "premium",
  premium_type: "recurring",
  payment_method_id: "m",
  collection_type: "card",
  retry_of: "an original",
  ...suggestionFor("premium", "18.00"),
  payment_date: "2026-11-28",
  billing_date: "",
  finalized_at: "",
  external_reference: "",
  failure_reason: "",
  failure_action: "allow_retry",
  failure_code: "",
  ...over,
});

describe("what a form to record a payment suggests", () => {
  it("follows the type: a claim keeps neither the premium's amount nor its words, nor what it was a retry of", () => {
    expect(withValue(values(), "payment_type", "claim_payout", "18.00")).toMatchObject({
      payment_type: "claim_payout",
      amount: "",
      description: "Claim payout",
      retry_of: "",
    });
  });

  it("is the same again whichever types were looked at in between", () => {
    for (const type of PAYMENT_TYPES) {
      const there = withValue(values({ retry_of: "" }), "payment_type", type, "18.00");
      expect(withValue(there, "payment_type", "premium", "18.00")).toEqual(values({ retry_of: "" }));
    }
  });

  it("leaves what somebody has typed", () => {
    const typed = values({ amount: "20.00", description: "Two weeks" });
    expect(withValue(typed, "payment_type", "other", "18.00")).toMatchObject({
      amount: "20.00",
      description: "Two weeks",
    });
  });

  it("changes nothing else", () => {
    expect(withValue(values(), "amount", "1", "18.00")).toEqual(values({ amount: "1" }));
  });
});
