interface Details {
  /** Stripe's word for the kind of method. */
  type: "card" | "sepa_debit";
  brand: string;
  last4: string;
}

export interface Decline {
  code: string;
  decline_code?: string;
}

/** What one of Stripe's published test cards or bank accounts does. */
export interface TestMethod extends Details {
  declines?: Decline;
  /** The bank asks the customer first: not there, the charge is declined. */
  challenged?: boolean;
  disputed?: boolean;
  inquired?: boolean;
  /** Taken at once, and paid or declined later. */
  settles?: "paid" | Decline;
  /** Refunds wait at the bank until they are settled. */
  refundsWait?: boolean;
}

const visa = (last4: string, does: Omit<TestMethod, keyof Details> = {}): TestMethod => ({
  type: "card",
  brand: "visa",
  last4,
  ...does,
});

const debit = (last4: string, settles: NonNullable<TestMethod["settles"]>): TestMethod => ({
  ...{ type: "sepa_debit", brand: "sepa_debit", last4, settles },
});

const declined = (decline_code: string): { declines: Decline } => ({
  declines: { code: "card_declined", decline_code },
});

export const TEST_METHODS: Readonly<Record<string, TestMethod>> = {
  "4242424242424242": visa("4242"),
  "5555555555554444": { type: "card", brand: "mastercard", last4: "4444" },
  "4000000000000002": visa("0002", declined("generic_decline")),
  "4000000000009995": visa("9995", declined("insufficient_funds")),
  "4000000000009987": visa("9987", declined("lost_card")),
  "4000000000009979": visa("9979", declined("stolen_card")),
  "4000000000006975": visa("6975", declined("card_velocity_exceeded")),
  "4100000000000019": visa("0019", declined("fraudulent")),
  "4000000000000069": visa("0069", { declines: { code: "expired_card" } }),
  "4000000000000127": visa("0127", { declines: { code: "incorrect_cvc" } }),
  "4000000000000119": visa("0119", { declines: { code: "processing_error" } }),
  "4000002760003184": visa("3184", { challenged: true }),
  "4000008260003178": visa("3178", { challenged: true, ...declined("insufficient_funds") }),
  "4000000000000259": visa("0259", { disputed: true }),
  "4000000000001976": visa("1976", { inquired: true }),
  "4000000000007726": visa("7726", { refundsWait: true }),
  AT611904300234573201: debit("3201", "paid"),
  AT861904300235473202: debit("3202", { code: "insufficient_funds" }),
};
