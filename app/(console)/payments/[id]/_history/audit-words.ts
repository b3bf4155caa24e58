import { enumWords } from "@/components/policies/enum-words";
import { field } from "@/lib/kinds/history/merge-history";
import type { PaymentAuditEntry } from "@/lib/payments/get-payment";
import type { HistoryLook } from "./history-looks";

/** A line of the audit log in words: what was done, and why. */
export function auditWords({ action, data }: Pick<PaymentAuditEntry, "action" | "data">): {
  title: string;
  look: HistoryLook;
  detail: string | null;
} {
  const [reason, status] = [field(data, "reason"), field(data, "status")];
  switch (action) {
    case "payment.not_retried":
    case "payment.retries_exhausted":
      return { title: "No retry planned", look: "cancelled", detail: reason };
    case "payment.retry_scheduled":
      return { title: "Retry planned", look: "retry", detail: reason };
    case "payment.method_changed":
      return { title: "Payment method changed", look: "other", detail: methodsWords(data) };
    case "payment.asked_again":
      return {
        title: "Provider asked again",
        look: "other",
        detail: isUnanswered(field(data, "state")) ? "It did not answer." : "It answered.",
      };
    case "payment_method.blocked":
      return {
        title: "Payment method blocked",
        look: "blocked",
        // What followed for a payment stands in a line of that payment's; others see only that the method is blocked.
        detail: sentence(field(data, "blockedReason") ?? reason),
      };
    case "payment_method.unblocked":
      return { title: "Payment method unblocked", look: "unblocked", detail: null };
    case "payment_method.verification_changed":
      return {
        title: "Payment method’s verification changed",
        look: "other",
        detail: status && `${enumWords(status)}.`,
      };
    default:
      return { title: readable(action), look: "other", detail: null };
  }
}

function methodsWords(data: PaymentAuditEntry["data"]): string {
  const [from, to] = [field(data, "fromName"), field(data, "toName")];
  return `The policy is paid with another: ${to}, not ${from}.`;
}

function sentence(text: string | null): string | null {
  return text?.replace(/\.?$/, ".") ?? null;
}

const isUnanswered = (state: string | null) => state === "unknown" || state === "started";

function readable(action: string): string {
  const words = action.replace(/^\w+\./, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
