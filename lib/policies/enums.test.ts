import { describe, expect, it } from "vitest";
import { PAYMENT_STATUSES, stageOf } from "@/lib/payments/status";
import {
  BANV_STATUSES,
  BILLING_FREQUENCIES,
  COLLECTION_TYPES,
  FAILURE_ACTIONS,
  isCollected,
  isDebitOrder,
  isUsable,
  METHOD_TYPES,
  PAYMENT_TYPES,
  POLICY_PAYMENT_STATUSES,
  POLICY_STATUSES,
  PREMIUM_TYPES,
  policyTakes,
  suits,
  toCoreStatus,
  toDoorStatus,
} from "./enums";

const words = (list: readonly string[]) => [...list].sort().join(" ");

describe("the words of the policy door", () => {
  it("are those of the contract", () => {
    expect(words(POLICY_PAYMENT_STATUSES)).toBe("cancelled failed pending processing submitted successful");
    expect(words(PAYMENT_TYPES)).toBe("claim_payout other premium premium_refund reversal");
    expect(words(PREMIUM_TYPES)).toBe(
      "ad_hoc arrears collection_request cover_period manual_eft premium_refund pro_rata recurring",
    );
    expect(words(COLLECTION_TYPES)).toBe(
      "card collection_module debit_order_debicheck debit_order_one_day debit_order_same_day debit_order_two_day external other",
    );
    expect(words(FAILURE_ACTIONS)).toBe("allow_retry block_payment_method block_retry");
    expect(words(METHOD_TYPES)).toBe("card debit_order eft external");
    expect(words(BANV_STATUSES)).toBe("blocked failed_verification pending processing verified");
    expect(words(POLICY_STATUSES)).toBe("active cancelled expired lapsed not_taken_up");
    expect(words(BILLING_FREQUENCIES)).toBe("biannually monthly once_off quarterly weekly yearly");
  });

  it("say of money that has arrived that it was collected, whatever became of it since", () => {
    for (const status of PAYMENT_STATUSES)
      if (stageOf(status) === "completed") expect(toDoorStatus(status), status).toBe("successful");
  });

  it("go into the core and come back", () => {
    for (const status of POLICY_PAYMENT_STATUSES) expect(toDoorStatus(toCoreStatus(status))).toBe(status);
    expect(toCoreStatus("successful")).toBe("succeeded");
  });

  it("say which method can be collected from in which way", () => {
    const pairs = COLLECTION_TYPES.map((collection) => [
      collection,
      words(METHOD_TYPES.filter((method) => suits(collection, method))),
    ]);
    expect(Object.fromEntries(pairs)).toEqual({
      debit_order_same_day: "debit_order",
      debit_order_two_day: "debit_order",
      debit_order_one_day: "debit_order",
      debit_order_debicheck: "debit_order",
      card: "card",
      external: "external",
      collection_module: words(METHOD_TYPES),
      other: words(METHOD_TYPES),
    });
  });

  it("say what is collected, and by debit order", () => {
    expect(words(PAYMENT_TYPES.filter(isCollected))).toBe("other premium");
    expect(words(COLLECTION_TYPES.filter(isDebitOrder))).toBe(
      "debit_order_debicheck debit_order_one_day debit_order_same_day debit_order_two_day",
    );
  });

  it("say what can be collected from: a debit order once it is verified, the others unless they are blocked", () => {
    const usable = METHOD_TYPES.map((type) => [
      type,
      words([...BANV_STATUSES, null].filter((banvStatus) => isUsable({ type, banvStatus })).map(String)),
    ]);
    const unblocked = "failed_verification null pending processing verified";
    expect(Object.fromEntries(usable)).toEqual({
      debit_order: "verified",
      card: unblocked,
      eft: unblocked,
      external: unblocked,
    });
  });

  it("say what a policy takes: no premium once it has ended", () => {
    for (const status of POLICY_STATUSES)
      expect(words(PAYMENT_TYPES.filter((type) => policyTakes(status, type)))).toBe(
        words(PAYMENT_TYPES.filter((type) => status === "active" || type !== "premium")),
      );
  });
});
