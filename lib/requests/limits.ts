/** How long a request is kept. */
export const KEPT_DAYS = 30;

/** How much of a body the request log keeps, in characters, each way. */
export const BODY_CHARACTERS_MAX = 16_384;

/** A filter no index serves looks through so many requests; older ones are reached by narrowing the time. */
export const LOOKED_THROUGH_MAX = 50_000;
