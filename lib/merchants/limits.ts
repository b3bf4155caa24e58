export const MERCHANT_NAME_CHARACTERS_MAX = 100;

/** What one checkout payment may come to: 1.00 to a million, 5 000.00 unless the merchant is given another limit. */
export const PAYMENT_LIMIT_MINOR_MIN = 100n;
export const PAYMENT_LIMIT_MINOR_MAX = 100_000_000n;
export const PAYMENT_LIMIT_MINOR_DEFAULT = 500_000n;

export const MERCHANTS_PER_PAGE = 50;
