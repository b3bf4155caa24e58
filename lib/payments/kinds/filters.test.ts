import { describe, expect, it } from "vitest";
import { PAYMENT_KINDS } from "@/lib/payments/status";
import { findsNothing, KIND_FILTERS } from "./filters";

describe("a filter", () => {
  it("may find something while no kind is chosen, or any that has it", () => {
    for (const filter of KIND_FILTERS) {
      expect(findsNothing(filter, [])).toBe(false);
      expect(findsNothing(filter, PAYMENT_KINDS)).toBe(false);
    }
  });

  it("finds nothing among kinds that never have it", () => {
    expect(findsNothing("account", ["checkout", "policy"])).toBe(true);
    expect(findsNothing("account", ["checkout", "connected"])).toBe(false);
    expect(findsNothing("attempts", ["connected", "referral"])).toBe(true);
    expect(findsNothing("failure", ["policy"])).toBe(false);
    expect(findsNothing("scheme", ["policy"])).toBe(true);
  });
});
