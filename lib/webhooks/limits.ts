/** How many endpoints a deployment may have, the paused ones included. */
export const ENDPOINTS_MAX = 50;

export const ENDPOINT_URL_CHARACTERS_MAX = 2_048;
export const ENDPOINT_NAME_CHARACTERS_MAX = 200;
export const ENDPOINT_DESCRIPTION_CHARACTERS_MAX = 200;

/** How many secrets of one endpoint may be valid at once: each adds a signature to every message. */
export const SECRETS_VALID_MAX = 4;

/** Counts of deliveries stop here, and say so. */
export const DELIVERIES_COUNT_MAX = 1_000;

/** Of how many deliveries, those last sent, an endpoint's attempts are counted: on its own page, and in the list of all. */
export const HEALTH_DELIVERIES_MAX = 1_000;
export const HEALTH_LIST_DELIVERIES_MAX = 200;

/** How many deliveries "send all failed again" takes at once; the rest is taken by asking again. */
export const RESEND_DELIVERIES_MAX = 10_000;

export const DELIVERIES_PER_PAGE = 50;

/** How many deliveries of one payment its page shows. */
export const PAYMENT_DELIVERIES_MAX = 50;

/** How many attempts at one delivery its page shows, the latest first. */
export const ATTEMPTS_SHOWN_MAX = 50;

/** How much of a receiver's answer is kept, and how long. */
export const ANSWER_BYTES_KEPT = 65_536;
export const ANSWERS_KEPT_DAYS = 90;
