import { describe, expect, it } from "vitest";
import { inTime, permissionMessage, problemMessage } from "./problem-message";

describe("a refusal", () => {
  it("says of a fault of ours that nobody knows whether it was done", () => {
    expect(problemMessage(null)).toContain("we do not know whether this was done");
    expect(problemMessage(null)).not.toContain("nothing was changed");
  });

  it("says how much is left, and how much has not come back of what was refunded", () => {
    const most = { remainingMinor: 2_000n, currency: "USD", precision: 2 };
    const message = problemMessage({ code: "amount_exceeds_remaining", ...most });
    expect(message).toMatch(/^That is more than what is left: .*20\.00\.$/);
    expect(problemMessage({ code: "amount_exceeds_remaining", of: "refunds", ...most })).toMatch(
      /^That is more than was refunded and has not come back: .*20\.00\.$/,
    );
  });

  it("names the permission that is missing and everybody who has it", () => {
    expect(permissionMessage("keys:manage")).toBe(
      "Your role does not include the permission keys:manage. Only admins and owners have it.",
    );
    expect(permissionMessage("owners:manage")).toContain("Only owners have it.");
  });

  it.each([
    [1, "in 1 second"],
    [30, "in 30 seconds"],
    [90, "in 2 minutes"],
    [900, "in 15 minutes"],
  ])("says how long to wait: %d seconds is %s", (seconds, words) => {
    expect(inTime(seconds)).toBe(words);
  });
});
