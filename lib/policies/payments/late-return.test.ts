import { describe, expect, it } from "vitest";
import { LATE_RETURN_MS, whyNoLateReturn } from "./late-return";

describe("a late return", () => {
  const actionDate = new Date("2026-03-01T00:00:00Z");
  const later = (timeMs: number) => new Date(actionDate.getTime() + timeMs);

  it("is taken of a debit order for five days after its action date, to the millisecond", () => {
    const fiveDaysMs = 5 * 24 * 60 * 60 * 1_000;
    expect(LATE_RETURN_MS).toBe(fiveDaysMs);
    const debitOrder = { debitOrder: true, actionDate };
    expect(whyNoLateReturn(debitOrder, actionDate)).toBeNull();
    expect(whyNoLateReturn(debitOrder, later(fiveDaysMs))).toBeNull();
    expect(whyNoLateReturn(debitOrder, later(fiveDaysMs + 1))).toBe(
      "A debit order can be returned for five days after its action date, which have passed.",
    );
  });

  it("is never taken of anything else", () => {
    expect(whyNoLateReturn({ debitOrder: false, actionDate }, actionDate)).toBe(
      "Only a debit order can be returned after it was successful.",
    );
  });
});
