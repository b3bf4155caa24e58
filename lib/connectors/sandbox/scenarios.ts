import type { DeclineCode } from "../decline-codes";

/** What the sandbox provider does with one token: the contract's card table, as behaviour. */
export interface Scenario {
  charge: "succeeds" | "declines" | "challenges" | "succeeds_while_saving";
  /** Why the charge is declined: at once, after an approved challenge, or when a saved method is charged. */
  declineCode?: DeclineCode;
  disputedAfterwards?: boolean;
  refundFailsAfterwards?: boolean;
}

export const SCENARIOS = {
  sbx_success: { charge: "succeeds" },
  sbx_generic_decline: { charge: "declines", declineCode: "generic_decline" },
  sbx_insufficient_funds: { charge: "declines", declineCode: "insufficient_funds" },
  sbx_lost_card: { charge: "declines", declineCode: "lost_card" },
  sbx_stolen_card: { charge: "declines", declineCode: "stolen_card" },
  sbx_expired_card: { charge: "declines", declineCode: "expired_card" },
  sbx_incorrect_cvc: { charge: "declines", declineCode: "incorrect_cvc" },
  sbx_processing_error: { charge: "declines", declineCode: "processing_error" },
  sbx_card_velocity_exceeded: { charge: "declines", declineCode: "card_velocity_exceeded" },
  sbx_fraudulent: { charge: "declines", declineCode: "fraudulent" },
  sbx_saves_then_declines: { charge: "succeeds_while_saving", declineCode: "generic_decline" },
  sbx_challenge: { charge: "challenges" },
  sbx_challenge_then_declines: { charge: "challenges", declineCode: "generic_decline" },
  sbx_disputed: { charge: "succeeds", disputedAfterwards: true },
  sbx_refund_fails: { charge: "succeeds", refundFailsAfterwards: true },
  sbx_debit_account_closed: { charge: "declines", declineCode: "account_closed" },
  sbx_debit_account_frozen: { charge: "declines", declineCode: "account_frozen" },
  sbx_debit_payment_stopped: { charge: "declines", declineCode: "payment_stopped" },
  sbx_debit_mandate_missing: { charge: "declines", declineCode: "mandate_missing" },
  sbx_debit_account_not_found: { charge: "declines", declineCode: "account_not_found" },
} as const satisfies Record<string, Scenario>;

export type ScenarioToken = keyof typeof SCENARIOS;

/** The scenario of a token, or null for a token this provider never gave out. */
export function scenarioOf(token: string): Scenario | null {
  return Object.hasOwn(SCENARIOS, token) ? SCENARIOS[token as ScenarioToken] : null;
}
