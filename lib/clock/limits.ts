import { DAY_SECONDS } from "@/lib/durations";

/** How far a test clock may go in one step, and how far in all: a year of steps is enough for any holding period. */
export const STEP_SECONDS_MAX = 31 * DAY_SECONDS;
export const AHEAD_SECONDS_MAX = 366 * DAY_SECONDS;
