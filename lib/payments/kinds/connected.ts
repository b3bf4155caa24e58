import type { PaymentStatus } from "@/lib/payments/status";
import type { KindRules } from "./rules";

const IN_PROGRESS: readonly PaymentStatus[] = ["succeeded", "failed", "cancelled", "expired"];

/** Connected contract: a mirror of what happened elsewhere, which refuses nothing for its order. */
export const CONNECTED_RULES: KindRules = {
  name: "Connected",
  lifeCycle: "any",
  statusRule: "latest",
  neverReported: [],
  reportedInOrder: false,
  // What a person is offered, not a rule.
  usuallyNext: {
    processing: IN_PROGRESS,
    submitted: IN_PROGRESS,
    other: IN_PROGRESS,
    unknown: IN_PROGRESS,
    pending: ["authorisation", ...IN_PROGRESS],
    authorisation: ["capture", "capture_failed", "cancelled", "expired"],
    capture: ["capture", "refunded", "dispute", "amount_adjustment"],
    capture_failed: ["capture", "cancelled"],
    succeeded: ["refunded", "dispute", "amount_adjustment"],
    refunded: ["refunded", "refund_reversed", "refunded_failure", "dispute", "amount_adjustment"],
    refunded_failure: ["refunded", "dispute", "amount_adjustment"],
    refund_reversed: ["refunded", "dispute", "amount_adjustment"],
    dispute: ["dispute_won", "dispute_lost"],
    dispute_won: ["refunded", "dispute", "amount_adjustment"],
    dispute_lost: ["amount_adjustment"],
    failed: ["succeeded"],
    expired: ["succeeded"],
    cancelled: [],
  },
  neverCancelled: "A mirrored payment is cancelled at its provider.",
  neverRefunded: "A mirrored payment is refunded at its provider.",
  undoable: false,
  paidByLink: false,
  mirrored: true,
  referenceInMetadata: false,
};
