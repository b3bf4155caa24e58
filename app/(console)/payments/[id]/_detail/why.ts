import { declineLabel, declineMeaning } from "@/components/payments/decline-text";
import { describePayment, type PaymentDescription, partyOf } from "@/lib/kinds/describe-payment";
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
  const description = describePayment(payment);
  const out = description.direction === "out" ? whyOut(payment.status, description) : null;
  if (out) return out;
  switch (payment.status) {
    case "pending":
      return payment.failureCode ? afterDecline(payment.failureCode) : waiting(link, when);
    case "processing":
      return "Being paid at this moment, or waiting for the bank to answer.";
    case "submitted":
      return "Sent to the bank; its answer is still to come.";
    case "succeeded":
      return arrived(description);
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

/** Money that goes out never arrives: it has words of its own where they differ. */
function whyOut(status: PaymentDetail["payment"]["status"], description: PaymentDescription): string | null {
  const to = partyOf(description)?.name ?? "the payee";
  switch (status) {
    case "pending":
      return `To be paid out to ${to}. Nothing has left yet.`;
    case "submitted":
    case "processing":
      return `On its way to ${to}; whether it arrived is still to be said.`;
    case "succeeded":
    case "capture":
      return `Paid out to ${to}.`;
    case "refunded":
      return `Paid out to ${to}, and some or all of it came back.`;
    case "expired":
      return "Nobody paid it out in time.";
    default:
      return null;
  }
}

function arrived({ direction, method }: PaymentDescription): string {
  if (direction === "between") return "Moved from one account to the other.";
  if (direction === "unknown") return "It is done. Whether money came in or went out was not said.";
  if (method?.type === "card" && method.last4) return `Paid by card ending in ${method.last4}.`;
  if (method?.type === "debit_order" && method.last4)
    return `Collected from the account ending in ${method.last4}.`;
  return "The money has arrived.";
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
