/** The most payments of a run that are marked at once. */
export const MARKED_MAX = 5_000;
