/** Checkout contract: what a customer can be asked to pay in, and so what a merchant can prefer. All have two decimals. */
export const CHECKOUT_CURRENCIES = ["USD", "EUR", "GBP", "AUD"] as const;
export const CHECKOUT_PRECISION = 2;
