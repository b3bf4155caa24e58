/** Every status a payment or an adjustment can have, whichever door it came in by. */
export const PAYMENT_STATUSES = [
  "pending",
  "submitted",
  "processing",
  "authorisation",
  "capture",
  "capture_failed",
  "succeeded",
  "failed",
  "cancelled",
  "expired",
  "refunded",
  "refunded_failure",
  "refund_reversed",
  "dispute",
  "dispute_won",
  "dispute_lost",
  "amount_adjustment",
  "other",
  "unknown",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** How far a payment has come: what lists filter by and tallies count by. */
export const PAYMENT_STAGES = [
  "pending",
  "processing",
  "completed",
  "failed",
  "expired",
  "cancelled",
] as const;
export type PaymentStage = (typeof PAYMENT_STAGES)[number];

export const PAYMENT_KINDS = ["checkout", "policy", "referral", "connected"] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

/** The stage a status belongs to. Money that once arrived stays completed, whatever was refunded or disputed since. */
export function stageOf(status: PaymentStatus): PaymentStage {
  switch (status) {
    case "pending":
    case "authorisation":
    case "amount_adjustment":
    case "other":
    case "unknown":
      return "pending";
    case "submitted":
    case "processing":
      return "processing";
    case "succeeded":
    case "capture":
    case "refunded":
    case "refunded_failure":
    case "refund_reversed":
    case "dispute":
    case "dispute_won":
    case "dispute_lost":
      return "completed";
    case "failed":
    case "capture_failed":
      return "failed";
    case "expired":
      return "expired";
    case "cancelled":
      return "cancelled";
  }
}
