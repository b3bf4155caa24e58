import { statusOfKind } from "@/components/payments/payment-status";
import { statusLook } from "@/components/payments/status";
import type { RelatedPayment } from "@/lib/kinds/history/history-line";
import type { Adjustment } from "@/lib/payments/payment";
import type { PaymentKind } from "@/lib/payments/status";

export function adjustmentTitle({ sequence, status, failureCode }: Adjustment, kind: PaymentKind): string {
  if (sequence === 1 && status === "pending") return "Created";
  if (sequence === 1) return `Recorded as ${statusLook(status).label.toLowerCase()}`;
  if (status === "pending" && failureCode) return "Waiting for another attempt";
  if (status === "pending") return "Waiting again";
  return statusLook(statusOfKind(kind, status)).label;
}

/** That another payment was made for the same money. Its day is named only while it is still to come. */
export function madeTitle(related: RelatedPayment, day: (at: Date) => string): string {
  const name = relatedName(related);
  const opened = related.adjustments[0]?.status ?? "pending";
  if (opened !== "pending") return `${name} recorded as ${statusLook(opened).label.toLowerCase()}`;
  return related.status === "pending" ? `${name} planned for ${day(related.actionDate)}` : `${name} made`;
}

/** How that payment ended. */
export function settledTitle(related: RelatedPayment): string {
  return `${relatedName(related)} ${statusLook(related.status).label.toLowerCase()}`;
}

function relatedName({ reversalOf, retryNumber, isGivenBack }: RelatedPayment): string {
  if (isGivenBack) return "The premium";
  if (reversalOf) return "Reversal";
  return retryNumber === 0 ? "First attempt" : `Retry ${retryNumber}`;
}
