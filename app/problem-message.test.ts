import { describe, expect, it } from "vitest";
import { inTime, permissionMessage, problemMessage } from "./problem-message";

describe("a refusal", () => {
  it("says of a fault of ours that nobody knows whether it was done", () => {
    expect(problemMessage(null)).toContain("we do not know whether this was done");
    expect(problemMessage(null)).not.toContain("nothing was changed");
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
