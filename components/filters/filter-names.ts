import type { PaymentSearch } from "@/lib/payments/search";
import type { PaymentSort } from "@/lib/payments/sort";
import type { RelativeRange } from "@/lib/search/relative-ranges";

export const RANGE_NAMES: Record<RelativeRange, string> = {
  today: "Today",
  yesterday: "Yesterday",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
  this_month: "This month",
  last_month: "Last month",
};

/** When a retry collected what had failed. */
export const RECOVERED_NAMES: Record<NonNullable<PaymentSearch["recovered"]>, string> = {
  any: "Whenever",
  ...RANGE_NAMES,
};

/** The orders of a list of payments. */
export const SORT_NAMES: Record<PaymentSort | "newest", string> = {
  newest: "Newest first",
  oldest: "Oldest first",
  changed: "Last changed first",
  changed_last: "Last changed last",
  largest: "Largest amount first",
  smallest: "Smallest amount first",
  respond_by: "First to be answered first",
};

/** Whether what failed has been, or will be, tried again. */
export const AGAIN_NAMES: Record<NonNullable<PaymentSearch["again"]>, string> = {
  none: "Not tried again",
};

/** Whether money is real. */
export const MODE_NAMES: Record<NonNullable<PaymentSearch["mode"]>, string> = {
  live: "Live",
  test: "Test",
  not_test: "All but tests",
};

/** What has become of a dispute that is looked for. */
export const DISPUTE_NAMES: Record<NonNullable<PaymentSearch["dispute"]>, string> = {
  open: "Open, whatever the status",
};

/** What an attempt that is looked for has come to. */
export const OUTCOME_NAMES: Record<NonNullable<PaymentSearch["outcome"]>, string> = {
  unknown: "An attempt has none yet",
};
