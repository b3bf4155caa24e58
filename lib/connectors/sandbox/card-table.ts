import type { TakenCard } from "../card-form";
import type { ScenarioToken } from "./scenarios";

export interface SandboxCard extends TakenCard {
  token: ScenarioToken;
}

/** Every number this deployment takes. The contract's table; there is no other. */
export const SANDBOX_CARDS: readonly SandboxCard[] = [
  { number: "4242424242424242", token: "sbx_success", shows: "Pays (Visa)" },
  { number: "5555555555554444", token: "sbx_success", shows: "Pays (Mastercard)" },
  { number: "2223003122003222", token: "sbx_success", shows: "Pays (Mastercard, 2 series)" },
  { number: "378282246310005", token: "sbx_success", shows: "Pays (American Express)" },
  { number: "6011111111111117", token: "sbx_success", shows: "Pays (Discover)" },
  { number: "3566002020360505", token: "sbx_success", shows: "Pays (JCB)" },
  { number: "6200000000000005", token: "sbx_success", shows: "Pays (UnionPay)" },
  { number: "4000000000000002", token: "sbx_generic_decline", shows: "Declined" },
  { number: "4000000000009995", token: "sbx_insufficient_funds", shows: "Declined: not enough money" },
  { number: "4000000000009987", token: "sbx_lost_card", shows: "Declined for good" },
  { number: "4000000000009979", token: "sbx_stolen_card", shows: "Declined for good" },
  { number: "4000000000000069", token: "sbx_expired_card", shows: "Declined: expired" },
  { number: "4000000000000127", token: "sbx_incorrect_cvc", shows: "Declined: wrong security code" },
  { number: "4000000000000119", token: "sbx_processing_error", shows: "Declined: processing error" },
  { number: "4000000000006975", token: "sbx_card_velocity_exceeded", shows: "Declined: limit reached" },
  { number: "4000000000000341", token: "sbx_saves_then_declines", shows: "Pays when saved, then declines" },
  { number: "4100000000000019", token: "sbx_fraudulent", shows: "Blocked" },
  { number: "4000000000003220", token: "sbx_challenge", shows: "Asks the bank, then pays" },
  { number: "4000002760003184", token: "sbx_challenge", shows: "Asks the bank, then pays" },
  { number: "4000008400001629", token: "sbx_challenge_then_declines", shows: "Asks the bank, then declines" },
  { number: "4000000000000259", token: "sbx_disputed", shows: "Pays, disputed later" },
  { number: "4000000000005126", token: "sbx_refund_fails", shows: "Pays, a refund fails later" },
];
