import { DAY_MS } from "@/lib/durations";

/** The least a customer can be asked for: 1.00, in minor units. The most is the merchant's own limit. */
export const AMOUNT_MINOR_MIN = 100n;

export const IDEMPOTENCY_KEY_LENGTH_MAX = 255;
export const REFERENCE_LENGTH_MAX = 255;
export const DESCRIPTION_LENGTH_MAX = 1_000;
export const LINE_ITEMS_MAX = 100;

export const URL_LENGTH_MAX = 4_096;

/** P30D, in milliseconds. */
export const EXPIRES_IN_DEFAULT_MS = 30 * DAY_MS;
/** P31D, in milliseconds. */
export const EXPIRES_IN_MAX_MS = 31 * DAY_MS;
