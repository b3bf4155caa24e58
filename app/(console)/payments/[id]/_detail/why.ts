import { declineLabel, declineMeaning } from "@/components/payments/decline-text";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import { describe } from "@/lib/payments/life-cycle";

/** Why a payment is in its state, in a sentence or two. `when` writes an instant, `money` an amount, for the reader. */
export function whyInState(
  { payment, adjustments, link }: Pick<PaymentDetail, "payment" | "adjustments" | "link">,
  { when, money }: { when: (at: Date) => string; money: (amountMinor: bigint) => string },
): string {
  const last = adjustments.findLast(({ status }) => status === payment.status);
  const by = last ? actorName(last) : "";
  const reason = last?.reason ? ` Reason: ${last.reason}` : "";
  switch (payment.status) {
    case "pending":
      return payment.failureCode ? afterDecline(payment.failureCode) : waiting(link, when);
    case "processing":
      return "Being paid at this moment, or waiting for the bank to answer.";
    case "submitted":
      return "Sent to the bank; its answer is still to come.";
    case "succeeded":
      return payment.cardLast4 ? `Paid by card ending in ${payment.cardLast4}.` : "The money has arrived.";
    case "failed":
    case "capture_failed":
      return payment.failureCode
        ? meaning(payment.failureCode)
        : "The provider reported a failure and no reason.";
    case "cancelled":
      return `Cancelled by ${by}.${reason}`;
    case "expired":
      return link
        ? `Nobody paid before the link expired on ${when(link.expiresAt)}.`
        : "Nobody paid in time.";
    case "refunded": {
      const back = money(payment.initialAmountMinor - payment.amountMinor);
      const left = payment.amountMinor > 0n ? ` ${money(payment.amountMinor)} is left.` : "";
      return `${back} went back to the customer.${left}${reason}`;
    }
    case "refunded_failure":
      return "The customer’s bank sent the refund back. The money is still here.";
    case "refund_reversed":
      return `A refund of ${last?.amountMinor ? money(last.amountMinor) : "a part"} was reversed.${reason}`;
    case "dispute":
      return "The customer disputes it at their bank. Answer at the provider before its deadline.";
    case "dispute_won":
      return "The dispute was decided in your favour.";
    case "dispute_lost":
      return "The dispute was decided for the customer, who has the money back.";
    default:
      return `The provider reports it as ${describe(payment.status)}.`;
  }
}

function waiting(link: PaymentDetail["link"], when: (at: Date) => string): string {
  return link ? `Waiting for the customer. The link expires on ${when(link.expiresAt)}.` : "Not paid yet.";
}

function afterDecline(code: string): string {
  return `The last attempt was declined: ${lowerFirst(meaning(code))} The customer may try again.`;
}

function meaning(code: string): string {
  return declineMeaning(code) ?? `${declineLabel(code)}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Who did something, as a person would name them. */
export function actorName({ actorType, actorLabel }: { actorType: string; actorLabel: string }): string {
  switch (actorType) {
    case "apiKey":
      return `the API key ${actorLabel}`;
    case "customer":
      return "the customer";
    case "job":
      return `the job ${actorLabel}`;
    case "provider":
      return `the provider ${actorLabel}`;
    default:
      return actorLabel;
  }
}
