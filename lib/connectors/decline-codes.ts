/**
 * Why a charge or a refund did not happen. `class` says what may follow:
 * `soft` may succeed when tried again, `later` only after some days, `fix` once the customer, or the merchant, corrects or
 * confirms something, `hard` never with this card.
 */
export type DeclineClass = "soft" | "later" | "fix" | "hard";

export interface Decline {
  class: DeclineClass;
  /** For the customer: what to do next. Never tells a thief what the bank suspects. */
  customer: string;
  /** For the operator: what happened. */
  operator: string;
}

const SHOP_CANNOT = "This shop cannot take payments just now. Try again later, or ask the shop.";
const DECLINED = "Your card was declined. Use another card, or ask your bank why.";

export const DECLINES = {
  generic_decline: {
    class: "soft",
    customer: "Your card was declined. Try again, or use another card.",
    operator: "The bank declined and gave no reason.",
  },
  insufficient_funds: {
    class: "soft",
    customer: "There is not enough money on this card. Use another card, or try again later.",
    operator: "Not enough money on the card.",
  },
  lost_card: { class: "hard", customer: DECLINED, operator: "The card is reported lost." },
  stolen_card: { class: "hard", customer: DECLINED, operator: "The card is reported stolen." },
  fraudulent: { class: "hard", customer: DECLINED, operator: "Blocked: the payment looks fraudulent." },
  expired_card: {
    class: "hard",
    customer: "This card has expired. Use another card.",
    operator: "The card has expired.",
  },
  incorrect_cvc: {
    class: "fix",
    customer: "The security code is not right. Check it and try again.",
    operator: "The security code was wrong.",
  },
  processing_error: {
    class: "soft",
    customer: "Your bank could not process this payment. Try again in a moment.",
    operator: "An error on the bank's side while processing the card.",
  },
  card_velocity_exceeded: {
    class: "later",
    customer: "This card has reached its limit for now. Use another card, or try again in a few days.",
    operator: "The card's limit of balance, credit or number of payments is reached.",
  },
  authentication_failed: {
    class: "fix",
    customer: "Your bank could not confirm that it was you. Try again, or use another card.",
    operator: "The customer did not pass the bank's 3-D Secure check.",
  },
  authentication_abandoned: {
    class: "fix",
    customer: "You left your bank's check before it was finished. Try again when you are ready.",
    operator: "The customer left the bank's 3-D Secure check.",
  },
  payment_abandoned: {
    class: "fix",
    customer: "You left the payment before it was finished. Try again when you are ready.",
    operator: "The customer left the provider's page without paying.",
  },
  authentication_required: {
    class: "fix",
    customer: "Your bank wants you to confirm this payment yourself.",
    operator: "The bank asks for 3-D Secure, and the customer was not there to answer.",
  },
  invalid_method: {
    class: "hard",
    customer: "This saved card can no longer be used. Use another card.",
    operator: "The provider does not know the payment method.",
  },
  account_closed: {
    class: "hard",
    customer: "This bank account has been closed. Use another account.",
    operator: "The bank account is closed.",
  },
  account_frozen: {
    class: "fix",
    customer:
      "Your bank does not allow debits from this account for now. Ask your bank, or use another account.",
    operator: "The bank does not allow debits from the account.",
  },
  payment_stopped: {
    class: "hard",
    customer: "You told your bank to stop this debit order. Use another account.",
    operator: "The account holder stopped the debit order at the bank.",
  },
  disputed: {
    class: "hard",
    customer: "You disputed this payment at your bank. Use another way to pay.",
    operator: "The cardholder disputed the payment at their bank.",
  },
  mandate_missing: {
    class: "fix",
    customer: "Your bank has no permission for this debit order. Confirm it at your bank.",
    operator: "The bank has no mandate for the debit order.",
  },
  account_not_found: {
    class: "fix",
    customer: "Your bank does not know this account number. Check it.",
    operator: "There is no such account at the bank.",
  },
  debit_returned: {
    class: "soft",
    customer: "Your bank sent this debit order back. It will be tried again.",
    operator: "The bank returned the debit order after it was paid.",
  },
  credentials_refused: {
    class: "fix",
    customer: SHOP_CANNOT,
    operator: "The provider refused our credentials, or what they may do: no bank was asked.",
  },
  request_refused: {
    class: "fix",
    customer: SHOP_CANNOT,
    operator: "The provider refused the request itself: no bank was asked.",
  },
  not_offered: {
    class: "fix",
    customer: SHOP_CANNOT,
    operator: "The provider does not offer this: no bank was asked.",
  },
  amount_not_chargeable: {
    class: "fix",
    customer: "This amount cannot be paid here. Ask the shop for another way to pay.",
    operator: "The provider takes no such amount in this currency: no bank was asked.",
  },
  cancelled_at_provider: {
    class: "fix",
    customer: "The shop cancelled this payment. Ask the shop if you did not expect that.",
    operator: "It was cancelled at the provider, at the merchant's request: no bank was asked.",
  },
  approval_denied: {
    class: "fix",
    customer: "You did not approve this payment. Ask the shop for another way to pay.",
    operator: "The payer did not approve it when the provider asked: no bank was asked.",
  },
  never_arrived: {
    class: "soft",
    customer: "This payment did not reach your bank. Try again in a moment.",
    operator: "The request never reached the provider: no bank was asked.",
  },
  refund_refused: {
    class: "hard",
    customer: "The refund could not be made.",
    operator: "The provider refused the refund: the charge is not there, or less is left of it.",
  },
  refund_not_enabled: {
    class: "hard",
    customer: "The refund could not be made.",
    operator: "Refunds are off for this account at the provider: ask the provider to turn them on.",
  },
  refund_cancelled: {
    class: "hard",
    customer: "The refund could not be made.",
    operator: "The refund was cancelled at the provider before it was sent.",
  },
  refund_failed: {
    class: "hard",
    customer: "The refund did not arrive.",
    operator: "The provider took the refund, but the customer's bank sent it back.",
  },
  evidence_refused: {
    class: "hard",
    customer: "The answer could not be sent.",
    operator: "The provider refused the evidence.",
  },
  evidence_too_late: {
    class: "hard",
    customer: "The answer could not be sent.",
    operator: "The time to answer the dispute had ended.",
  },
  evidence_after_decision: {
    class: "hard",
    customer: "The answer could not be sent.",
    operator: "The dispute had been decided already.",
  },
  evidence_sent_before: {
    class: "hard",
    customer: "The answer could not be sent.",
    operator: "Evidence had been sent already, by somebody else: a provider takes it once.",
  },
} as const satisfies Record<string, Decline>;

export type DeclineCode = keyof typeof DECLINES;
export const DECLINE_CODES = Object.keys(DECLINES) as DeclineCode[];

export function isDeclineCode(text: string): text is DeclineCode {
  return Object.hasOwn(DECLINES, text);
}

const NO_BANK_ASKED: ReadonlySet<string> = new Set<DeclineCode>([
  "credentials_refused",
  "request_refused",
  "not_offered",
  "amount_not_chargeable",
  "cancelled_at_provider",
  "approval_denied",
  "never_arrived",
]);

/** Whether somebody's bank declined, or would have: what was never asked says nothing of a card or an account. */
export function isOfBank(code: string): boolean {
  return !NO_BANK_ASKED.has(code);
}

const LEFT: ReadonlySet<string> = new Set<DeclineCode>(["authentication_abandoned", "payment_abandoned"]);

/** Whether somebody's bank said no: where the customer left it was not asked to the end. */
export function isDeclinedByBank(code: string): boolean {
  return isOfBank(code) && !LEFT.has(code);
}

/** What happened, for a customer who can do nothing about it now: the sentence before what to do next. */
export function declineFact(code: string): string {
  return /^.*?\.(?= |$)/.exec(declineOf(code).customer)?.[0] ?? "";
}

/** The decline behind a stored code; a code that a later version no longer knows reads as a plain decline. */
export function declineOf(code: string): Decline {
  return isDeclineCode(code) ? DECLINES[code] : DECLINES.generic_decline;
}

/** What happened, for the operator, of a debit order where a card's words would be wrong. */
const ACCOUNT_WORDS: Partial<Record<DeclineCode, string>> = {
  insufficient_funds: "Not enough money in the account.",
  processing_error: "An error on the bank's side while processing the debit order.",
  disputed: "The account holder had the bank take the debit order back.",
  card_velocity_exceeded: "The account's limit of balance, credit or number of payments is reached.",
};

/** What a decline means for the operator, in the words of the method that was declined. */
export function declineWords(code: DeclineCode, method: "card" | "account" = "card"): string {
  return (method === "account" ? ACCOUNT_WORDS[code] : undefined) ?? DECLINES[code].operator;
}
