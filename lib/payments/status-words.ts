import type { PaymentStatus } from "./status";

/** How a payment stands, after "is" in a sentence. */
export const STATUS_WORDS: Record<PaymentStatus, string> = {
  pending: "pending",
  submitted: "submitted to the bank",
  processing: "being processed",
  authorisation: "authorised",
  capture: "captured",
  capture_failed: "left with a capture that failed",
  succeeded: "successful",
  failed: "failed",
  cancelled: "cancelled",
  expired: "expired",
  refunded: "refunded",
  refunded_failure: "left with a refund that failed",
  refund_reversed: "left with a refund that came back",
  dispute: "disputed",
  dispute_won: "won in a dispute",
  dispute_lost: "lost in a dispute",
  amount_adjustment: "adjusted in its amount",
  other: "in a state of its provider's own",
  unknown: "in a state that nobody knows",
};
