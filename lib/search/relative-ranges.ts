/** Date ranges that stay relative: a bookmarked "last 7 days" means the last seven days whenever it is opened. */
export const RELATIVE_RANGES = [
  "today",
  "yesterday",
  "7d",
  "30d",
  "90d",
  "this_month",
  "last_month",
] as const;
export type RelativeRange = (typeof RELATIVE_RANGES)[number];
