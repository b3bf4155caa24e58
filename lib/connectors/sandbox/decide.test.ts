import { describe, expect, it } from "vitest";
import { decideChallenge, decideCharge } from "./decide";
import { SCENARIOS, type ScenarioToken } from "./scenarios";

const charge = (token: string, options: { offSession?: boolean; savingMethod?: boolean } = {}) =>
  decideCharge({ method: { type: "token", token }, offSession: false, savingMethod: false, ...options });

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
