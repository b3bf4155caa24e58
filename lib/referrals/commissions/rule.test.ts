import { describe, expect, it } from "vitest";
import { describeRecurrence, describeRule, percentText } from "./rule";

describe("the rule a commission was computed by, in one line", () => {
  it.each([
    [0, "0%"],
    [5, "0.05%"],
    [50, "0.5%"],
    [99, "0.99%"],
    [100, "1%"],
    [1_000, "10%"],
    [1_050, "10.5%"],
    [1_250, "12.5%"],
    [1_205, "12.05%"],
    [10_000, "100%"],
  ])("%s hundredths of a percent are %s", (basisPoints, text) => {
    expect(percentText(basisPoints, "en-GB")).toBe(text);
  });

  it("is written as its reader writes numbers", () => {
    const rule = { type: "percent", basis_points: 1_250, recurrence: "lifetime", hold_days: 30 } as const;
    expect(describeRule(rule, "de-DE").replace("\u00a0", " ")).toBe("12,5 % of every payment");
  });

  it("says of which payments it is", () => {
    expect(describeRecurrence({ recurrence: "first_payment" })).toBe("of the first payment");
    expect(describeRecurrence({ recurrence: "lifetime" })).toBe("of every payment");
    expect(describeRecurrence({ recurrence: "months", months: 1 })).toBe("for the first month");
    expect(describeRecurrence({ recurrence: "months", months: 12 })).toBe("for the first 12 months");
  });

  it("names the share, the fixed amount or the refund behind a clawback", () => {
    const recurring = { recurrence: "lifetime", hold_days: 30 } as const;
    expect(describeRule({ type: "percent", basis_points: 1_250, ...recurring }, "en-GB")).toBe(
      "12.5% of every payment",
    );
    const flat = { type: "flat", amount: "9007199254740993", currency: "EUR", ...recurring } as const;
    expect(describeRule(flat, "en-GB")).toBe("€90,071,992,547,409.93 of every payment");
    const clawback = { type: "clawback", commission_id: "c", refunded: "1", remaining: "0" } as const;
    expect(describeRule(clawback, "en-GB")).toBe("Changed after payout");
  });
});
