/** The most payments of a run that are marked at once. */
export const MARKED_MAX = 5_000;

/** So many days after a payout was made, the bank has answered: what is not marked then waits for somebody. */
export const MARKED_WITHIN_DAYS = 3;
