import type { PaymentStatus } from "@/lib/payments/status";

/** Connected contract: the 17 statuses of the wire, `AMOUNT_ADJUSTEMENT` in the wire's own spelling. */
export const WIRE_STATUSES = [
  "UNKNOWN",
  "PENDING",
  "SUCCEEDED",
  "CANCELLED",
  "FAILED",
  "EXPIRED",
  "REFUNDED",
  "REFUNDED_FAILURE",
  "REFUND_REVERSED",
  "DISPUTE",
  "DISPUTE_WON",
  "DISPUTE_LOST",
  "AMOUNT_ADJUSTEMENT",
  "AUTHORISATION",
  "CAPTURE",
  "CAPTURE_FAILED",
  "OTHER",
] as const;
export type WireStatus = (typeof WIRE_STATUSES)[number];

/** The core's name of a wire status. */
export function fromWireStatus(status: WireStatus): PaymentStatus {
  if (status === "AMOUNT_ADJUSTEMENT") return "amount_adjustment";
  return status.toLowerCase() as PaymentStatus;
}

/** v3 shows all 17; what only other doors know is pending to this one. */
export function toWireStatus(status: PaymentStatus): WireStatus {
  switch (status) {
    case "amount_adjustment":
      return "AMOUNT_ADJUSTEMENT";
    case "submitted":
    case "processing":
      return "PENDING";
    default:
      return status.toUpperCase() as WireStatus;
  }
}

/** The statuses v1 may show: those of the seed document. */
export const V1_STATUSES = [
  "PENDING",
  "SUCCEEDED",
  "CANCELLED",
  "FAILED",
  "EXPIRED",
  "REFUNDED",
  "REFUNDED_FAILURE",
  "DISPUTE",
  "DISPUTE_WON",
  "DISPUTE_LOST",
  "OTHER",
] as const satisfies readonly WireStatus[];

/** v1 shows the eleven of the seed document: a single other one makes its clients reject a whole list. */
export function toV1Status(status: PaymentStatus): WireStatus {
  switch (status) {
    case "authorisation":
    case "amount_adjustment":
      return "PENDING";
    case "capture":
    case "refund_reversed":
      return "SUCCEEDED";
    case "capture_failed":
      return "FAILED";
    case "unknown":
      return "OTHER";
    default:
      return toWireStatus(status);
  }
}
