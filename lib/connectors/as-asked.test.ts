import { describe, expect, it } from "vitest";
import { asAsked, takenOtherwise } from "./as-asked";
import type { ChargeOutcome } from "./connector";

const asked = { amountMinor: 1_000n, currency: "GBP" };
const succeeded = { state: "succeeded", providerReference: "pi_1", raw: { status: "succeeded" } } as const;

describe("a charge that the provider says succeeded", () => {
  it.each([
    ["less", { amountMinor: 999n, currency: "GBP" }],
    ["more", { amountMinor: 1_001n, currency: "GBP" }],
    ["nothing", { amountMinor: 0n, currency: "GBP" }],
    ["as much of another currency", { amountMinor: 1_000n, currency: "EUR" }],
  ])("is not known to have, where it took %s", (_, taken) => {
    const outcome: ChargeOutcome = { ...succeeded, taken };
    expect(takenOtherwise(outcome, asked)).toEqual(taken);
    const raw = { error: "other_amount_taken", answer: succeeded.raw };
    expect(asAsked(outcome, asked)).toEqual({ state: "unknown", raw });
  });

  it.each([
    ["says that it took what it was asked to", { ...succeeded, taken: { ...asked } }],
    ["does not say what it took", succeeded],
  ])("is taken at its word, where it %s", (_, outcome: ChargeOutcome) => {
    expect(takenOtherwise(outcome, asked)).toBeNull();
    expect(asAsked(outcome, asked)).toBe(outcome);
  });
});
