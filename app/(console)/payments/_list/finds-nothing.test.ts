import { describe, expect, it } from "vitest";
import { EVERYTHING, type PaymentSearch } from "@/lib/payments/search";
import { whyNothing } from "./finds-nothing";

describe("a search that can never find anything", () => {
  const never: [string, Partial<PaymentSearch>, string][] = [
    [
      "a kind that never has it",
      { kind: ["referral"], attempts: "failed" },
      "Finds nothing: Referral payments have no attempts here.",
    ],
    [
      "a type that never has it",
      { type: ["claim_payout"], scheme: ["visa"] },
      "Finds nothing: Policy payments have no scheme.",
    ],
    [
      "kinds of which none has it",
      { kind: ["policy", "connected"], type: ["payout"], failure: ["lost_card"] },
      "Finds nothing: Connected payments have no decline.",
    ],
    [
      "money out that is paid twice",
      { direction: ["out"], duplicates: "possible" },
      "Finds nothing: only money in can be paid twice.",
    ],
  ];
  it.each(never)("says why: %s", (_, search, sentence) => {
    expect(whyNothing({ ...EVERYTHING, ...search })).toEqual([sentence]);
  });

  it.each<Partial<PaymentSearch>>([
    {},
    { kind: ["referral"] },
    { attempts: "failed" },
    { type: ["premium"], attempts: "failed" },
    { direction: ["in", "out"], duplicates: "possible" },
  ])("and says nothing of %j", (search) => {
    expect(whyNothing({ ...EVERYTHING, ...search })).toEqual([]);
  });
});
