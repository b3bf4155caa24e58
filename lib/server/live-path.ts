/** Asks whether the process answers at all, also while it is starting. */
export const LIVE_PATH = "/api/health/live";
