import { query } from "@/lib/db/sql";
import { CHANGE_HAS_AUDIT_ROW } from "@/lib/generated/sql/payments/invariants/change-has-audit-row";
import { CHANGE_HAS_EVENT } from "@/lib/generated/sql/payments/invariants/change-has-event";
import { CLOSED_HAS_NOTHING_UNDER_WAY } from "@/lib/generated/sql/payments/invariants/closed-has-nothing-under-way";
import { COMPLETED_MEANS_CHARGED } from "@/lib/generated/sql/payments/invariants/completed-means-charged";
import { COUNTS_ARE_EXACT } from "@/lib/generated/sql/payments/invariants/counts-are-exact";
import { DECLINES_ARE_EXACT } from "@/lib/generated/sql/payments/invariants/declines-are-exact";
import { KEY_NAMES_PAYMENT } from "@/lib/generated/sql/payments/invariants/key-names-payment";
import { MODE_IS_ITS_CONNECTIONS } from "@/lib/generated/sql/payments/invariants/mode-is-its-connections";
import { MOVED_IS_WHAT_HISTORY_SAYS } from "@/lib/generated/sql/payments/invariants/moved-is-what-history-says";
import { NO_REFUND_IN_DISPUTE } from "@/lib/generated/sql/payments/invariants/no-refund-in-dispute";
import { OUTCOMES_ARE_EXACT } from "@/lib/generated/sql/payments/invariants/outcomes-are-exact";
import { PROCESSING_MEANS_OPEN_CHARGE } from "@/lib/generated/sql/payments/invariants/processing-means-open-charge";
import { PROMISES_ARE_COVERED } from "@/lib/generated/sql/payments/invariants/promises-are-covered";
import { REFUNDS_WERE_MOVED } from "@/lib/generated/sql/payments/invariants/refunds-were-moved";
import { SNAPSHOT_IS_FOLD } from "@/lib/generated/sql/payments/invariants/snapshot-is-fold";
import { SUMS_ARE_EXACT } from "@/lib/generated/sql/payments/invariants/sums-are-exact";
import { VERSION_COUNTS_ADJUSTMENTS } from "@/lib/generated/sql/payments/invariants/version-counts-adjustments";

/** What must hold of every payment; lib/invariants asks. */
export const PAYMENT_INVARIANTS = {
  "a payment's snapshot is the fold of its adjustments": () => query(SNAPSHOT_IS_FOLD, {}),
  "nothing is refunded of a payment whose dispute was open or lost when the refund was begun": () =>
    query(NO_REFUND_IN_DISPUTE, {}),
  "what is left of a payment is never less than what refunds under way have promised": () =>
    query(PROMISES_ARE_COVERED, {}),
  "nothing is under way at a connector for a payment that was closed unpaid": () =>
    query(CLOSED_HAS_NOTHING_UNDER_WAY, {}),
  "a payment's version is the number of its adjustments, counted without a gap": () =>
    query(VERSION_COUNTS_ADJUSTMENTS, {}),
  "every change of a payment has its event": () => query(CHANGE_HAS_EVENT, {}),
  "every change of a payment has its audit row": () => query(CHANGE_HAS_AUDIT_ROW, {}),
  "the tally is the number of payments": () => query(COUNTS_ARE_EXACT, {}),
  "where a payment's money went is what its history says": () => query(MOVED_IS_WHAT_HISTORY_SAYS, {}),
  "the sums of money are those of the payments": () => query(SUMS_ARE_EXACT, {}),
  "what was paid and tried is what the payments and their attempts say": () => query(OUTCOMES_ARE_EXACT, {}),
  "how often which decline code was given is what the attempts say": () => query(DECLINES_ARE_EXACT, {}),
  "an idempotency key names a payment that exists": () => query(KEY_NAMES_PAYMENT, {}),
  "a checkout payment is completed if and only if one charge succeeded": () =>
    query(COMPLETED_MEANS_CHARGED, {}),
  "a checkout payment is processing if and only if a charge is open": () =>
    query(PROCESSING_MEANS_OPEN_CHARGE, {}),
  "no payment is shown as of another mode than its money was": () => query(MODE_IS_ITS_CONNECTIONS, {}),
  "what was refunded is what refund attempts moved": () => query(REFUNDS_WERE_MOVED, {}),
};
