import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { type Original, originalChoices } from "./original-choices";

const reader = { locale: "en-GB", timeZone: "America/Los_Angeles" };
const payment = (over: Partial<Original> = {}): Original => ({
  ...{ id: newId(), paymentDate: new Date("2026-03-01T00:00:00Z"), amountMinor: 1_800n, currency: "GBP" },
  ...{ description: "Monthly premium", paymentType: "premium" },
  ...over,
});
const labels = (...failed: Original[]) => originalChoices(failed, reader).map(({ label }) => label);

describe("the failed payments a retry may be of", () => {
  it("are told apart by their days, which are days in UTC", () => {
    const april = new Date("2026-04-01T00:00:00Z");
    expect(labels(payment(), payment({ paymentDate: april, description: null }))).toEqual([
      "1 Mar 2026, £18.00, Monthly premium",
      "1 Apr 2026, £18.00",
    ]);
  });

  it("are never two of one label, whatever they have alike", () => {
    const some = fc.record({
      paymentDate: fc.constantFrom(new Date("2026-03-01T00:00:00Z"), new Date("2026-04-01T00:00:00Z")),
      amountMinor: fc.constantFrom(1_800n, 1_900n),
      description: fc.constantFrom("Monthly premium", null),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (many) => {
        const shown = labels(...many.map(payment));
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });
});
