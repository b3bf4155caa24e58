/** Lengths of time. A calendar's own days may be longer or shorter: these are for instants. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const DAY_SECONDS = DAY_MS / 1_000;
