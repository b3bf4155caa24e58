import type { ChallengeAnswer, ChargeRequest, PayoutRequest } from "../connector";
import type { DeclineCode } from "../decline-codes";
import { isExpired } from "../typed-card/typed-card";
import { scenarioOf } from "./scenarios";

/** What the provider decides, before it is written to its books. */
export type SandboxDecision =
  | { state: "succeeded" | "requires_action"; declineCode: null }
  | { state: "failed"; declineCode: DeclineCode };

const SUCCEEDED: SandboxDecision = { state: "succeeded", declineCode: null };

export function decideCharge(
  request: Pick<ChargeRequest, "method" | "offSession" | "savingMethod" | "expiry" | "now">,
): SandboxDecision {
  const scenario = scenarioOf(request.method.token);
  if (!scenario) return declined("invalid_method");
  if (request.expiry && isExpired(request.expiry, request.now)) return declined("expired_card");
  switch (scenario.charge) {
    case "succeeds":
      return SUCCEEDED;
    case "declines":
      return declined(scenario.declineCode);
    case "challenges":
      return request.offSession
        ? declined("authentication_required")
        : { state: "requires_action", declineCode: null };
    case "succeeds_while_saving":
      return request.savingMethod ? SUCCEEDED : declined(scenario.declineCode);
  }
}

export function decideChallenge(token: string, result: ChallengeAnswer["result"]): SandboxDecision {
  if (result === "fail") return declined("authentication_failed");
  const code = scenarioOf(token)?.declineCode;
  return code ? declined(code) : SUCCEEDED;
}

/** An account that is named as a declining card or debit is, declines what it is sent for the same reason. */
export function decidePayout({ destination }: Pick<PayoutRequest, "destination">): SandboxDecision {
  const scenario = scenarioOf(destination);
  return scenario?.charge === "declines" ? declined(scenario.declineCode) : SUCCEEDED;
}

function declined(declineCode: DeclineCode = "generic_decline"): SandboxDecision {
  return { state: "failed", declineCode };
}
