import { describe, expect, it } from "vitest";
import { decideChallenge, decideCharge } from "./decide";
import { SCENARIOS, type ScenarioToken } from "./scenarios";

const charge = (token: string, options: Partial<Parameters<typeof decideCharge>[0]> = {}) =>
  decideCharge({
    ...{ method: { type: "token", token }, offSession: false, savingMethod: false },
    ...{ now: new Date("2026-12-31T23:59:59Z"), ...options },
  });

describe("the sandbox decides by token", () => {
  it("declines with the code the token is named after", () => {
    const declining = Object.entries(SCENARIOS).filter(([, { charge }]) => charge === "declines");
    expect(declining).toHaveLength(14);
    for (const [token] of declining) {
      expect(charge(token)).toEqual({ state: "failed", declineCode: token.replace(/^sbx_(debit_)?/, "") });
    }
  });

  it("charges a card that only saves well once, while it is being saved", () => {
    expect(charge("sbx_saves_then_declines", { savingMethod: true }).state).toBe("succeeded");
    expect(charge("sbx_saves_then_declines").state).toBe("failed");
  });

  it("asks the bank only when the customer is there to answer", () => {
    expect(charge("sbx_challenge").state).toBe("requires_action");
    expect(charge("sbx_challenge", { offSession: true })).toEqual({
      state: "failed",
      declineCode: "authentication_required",
    });
  });

  it.each([
    ["2026-12-31T23:59:59Z", "succeeded", null],
    ["2027-01-01T00:00:00Z", "failed", "expired_card"],
  ])("takes a card through the last day of its month: at %s it has %s", (at, state, declineCode) => {
    const options = { expiry: { month: 12, year: 2026 }, now: new Date(at) };
    expect(charge("sbx_success", options)).toEqual({ state, declineCode });
    expect(charge("sbx_challenge", options).declineCode).toBe(declineCode);
    expect(charge("never given out", options).declineCode).toBe("invalid_method");
  });

  it("takes no token it never gave out", () => {
    for (const token of ["4242424242424242", "sbx_", "toString", ""]) {
      expect(charge(token)).toEqual({ state: "failed", declineCode: "invalid_method" });
    }
  });

  it("follows the customer's answer to a challenge, and then the card", () => {
    const answers = (token: ScenarioToken) => [
      decideChallenge(token, "approve"),
      decideChallenge(token, "fail"),
    ];
    const failed = { state: "failed", declineCode: "authentication_failed" };
    expect(answers("sbx_challenge")).toEqual([{ state: "succeeded", declineCode: null }, failed]);
    expect(answers("sbx_challenge_then_declines")).toEqual([
      { state: "failed", declineCode: "generic_decline" },
      failed,
    ]);
  });
});
