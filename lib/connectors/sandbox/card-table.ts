import type { ScenarioToken } from "./scenarios";

export type CardBrand = "visa" | "mastercard" | "amex" | "discover" | "jcb" | "unionpay";

export interface SandboxCard {
  number: string;
  token: ScenarioToken;
  /** What it is for, in the words of the test-card list on the hosted page. */
  shows: string;
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

const CVC_LENGTH = 3;
const CVC_LENGTH_AMEX = 4;

/** The brand that a number, or the beginning of one, belongs to. */
export function brandOf(digits: string): CardBrand | null {
  if (/^4/.test(digits)) return "visa";
  if (/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(digits)) return "mastercard";
  if (/^3[47]/.test(digits)) return "amex";
  if (/^(6011|64[4-9]|65)/.test(digits)) return "discover";
  if (/^35(2[89]|[3-8])/.test(digits)) return "jcb";
  if (/^62/.test(digits)) return "unionpay";
  return null;
}

export function cvcLength(brand: CardBrand | null): number {
  return brand === "amex" ? CVC_LENGTH_AMEX : CVC_LENGTH;
}

/** A number as it is printed on the card: groups of four, American Express 4-6-5. */
export function groupDigits(digits: string): string {
  const groups = brandOf(digits) === "amex" ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?/ : /(\d{1,4})/g;
  return (brandOf(digits) === "amex" ? (groups.exec(digits)?.slice(1) ?? []) : (digits.match(groups) ?? []))
    .filter(Boolean)
    .join(" ");
}

/** The check digit that catches a mistyped number. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}
