import { describe, expect, it } from "vitest";
import { whyNoLateReturn } from "./late-return";

describe("a late return", () => {
  const debitOrder = (actionDate: string) => ({ debitOrder: true, actionDate: new Date(actionDate) });
  const late = "A debit order can be returned for five days after its action date, which have passed.";

  it.each(["2026-02-23T00:00:00Z", "2026-02-23T12:34:56.789Z", "2026-02-23T23:59:59.999Z"])(
    "of a debit order of %s is taken until the fifth day after it is over, in UTC",
    (actionDate) => {
      expect(whyNoLateReturn(debitOrder(actionDate), new Date(actionDate))).toBeNull();
      expect(whyNoLateReturn(debitOrder(actionDate), new Date("2026-02-28T00:00:00Z"))).toBeNull();
      expect(whyNoLateReturn(debitOrder(actionDate), new Date("2026-02-28T23:59:59.999Z"))).toBeNull();
      expect(whyNoLateReturn(debitOrder(actionDate), new Date("2026-03-01T00:00:00Z"))).toBe(late);
    },
  );

  it("is taken before its action date", () => {
    expect(whyNoLateReturn(debitOrder("2026-02-23T00:00:00Z"), new Date("2026-02-20T00:00:00Z"))).toBeNull();
  });

  it("is never taken of anything else", () => {
    const actionDate = new Date("2026-03-01T00:00:00Z");
    expect(whyNoLateReturn({ debitOrder: false, actionDate }, actionDate)).toBe(
      "Only a debit order can be returned after it was successful.",
    );
  });
});
