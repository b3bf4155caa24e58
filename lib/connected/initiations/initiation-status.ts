import type { PaymentStatus } from "@/lib/payments/status";

/** The third wire version's statuses of an initiation. */
export const INITIATION_STATUSES = [
  "WAITING_FOR_VALIDATION",
  "SCHEDULED_FOR_PROCESSING",
  "PROCESSING",
  "PROCESSED",
  "FAILED",
  "REJECTED",
  "REVERSE_PROCESSING",
  "REVERSE_FAILED",
  "REVERSED",
] as const;
export type InitiationStatus = (typeof INITIATION_STATUSES)[number];

/** What an initiation's status follows from: what was decided, and what became of its payment. */
export interface InitiationState {
  decision: "approved" | "rejected" | null;
  paymentStatus: PaymentStatus | null;
  /** Why it could not become a payment when its day had come. */
  unsentReason: string | null;
  /** A reversal has been asked for and not answered. */
  reversing: boolean;
}

/** No status is kept: this is what the decision and the payment's history come to. */
export function initiationStatusOf({
  decision,
  paymentStatus,
  unsentReason,
  reversing,
}: InitiationState): InitiationStatus {
  if (decision === null) return "WAITING_FOR_VALIDATION";
  if (decision === "rejected") return "REJECTED";
  if (paymentStatus === null) return unsentReason === null ? "SCHEDULED_FOR_PROCESSING" : "FAILED";
  return reversing ? "REVERSE_PROCESSING" : statusOfPayment(paymentStatus);
}

/** What one status of its payment is to an initiation. */
export function statusOfPayment(status: PaymentStatus): InitiationStatus {
  switch (status) {
    case "pending":
      return "PROCESSING";
    case "failed":
      return "FAILED";
    case "refunded":
      return "REVERSED";
    case "refunded_failure":
      return "REVERSE_FAILED";
    default:
      return "PROCESSED";
  }
}

/** The first wire version's: it tells a part from the whole, and an approved one from one that was sent. */
export const V1_INITIATION_STATUSES = [
  "WAITING_FOR_VALIDATION",
  "VALIDATED",
  "PROCESSING",
  "PROCESSED",
  "FAILED",
  "REJECTED",
  "REVERSE_PROCESSING",
  "REVERSE_FAILED",
  "PARTIALLY_REVERSED",
  "REVERSED",
] as const;

export function toV1(status: InitiationStatus, leftMinor: bigint): (typeof V1_INITIATION_STATUSES)[number] {
  if (status === "SCHEDULED_FOR_PROCESSING") return "VALIDATED";
  return status === "REVERSED" && leftMinor > 0n ? "PARTIALLY_REVERSED" : status;
}
