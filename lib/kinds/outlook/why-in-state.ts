import { declineWords, isDeclineCode, isDeclinedByBank } from "@/lib/connectors/decline-codes";
import { type PaymentDescription, partyOf } from "@/lib/kinds/describe-payment";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import { describe } from "@/lib/payments/life-cycle";
import { netMinor } from "@/lib/payments/money-moved";
import type { OutlookWords, Regarded } from "./outlook";

/** Why a payment is in its state, in a sentence or two. */
export function whyInState(payment: Regarded, words: OutlookWords): string {
  const { status, last, description } = payment;
  const reason = last?.reason ? ` Reason: ${last.reason}` : "";
  const out = description.direction === "out" ? whyOut(payment, words) : null;
  if (out) return out;
  switch (status) {
    case "pending":
      return payment.failureCode ? afterDecline(payment) : waiting(payment, words);
    case "processing":
      if (payment.answerLost) return "The provider was asked, and its answer was lost.";
      if (payment.askedOn)
        return `With the provider. The bank is asked on ${words.day(payment.askedOn)}, and may take days to answer.`;
      if (payment.customerActs) return waitingForCustomer(payment.customerActs, words);
      return "Being paid at this moment, or waiting for the bank to answer.";
    case "submitted":
      return "Sent to the bank; its answer is still to come.";
    case "authorisation":
      return "The money is reserved with the payer’s bank and not taken yet.";
    case "succeeded":
    case "capture":
      return arrived(description);
    case "failed":
    case "capture_failed":
      return failureSentence(payment);
    case "cancelled":
      return closed(payment, reason);
    case "expired":
      return payment.link
        ? `Nobody paid before the link expired on ${words.when(payment.link.expiresAt)}.`
        : "Nobody paid in time.";
    case "refunded":
      return refunded(payment, words) + reason;
    case "refunded_failure":
      return `A refund${last?.amountMinor ? ` of ${words.money(last.amountMinor)}` : ""} failed: that money is still here.${reason}`;
    case "refund_reversed":
      return `A refund of ${last?.amountMinor ? words.money(last.amountMinor) : "a part"} was reversed.${reason}`;
    case "dispute":
      return `The customer disputes ${disputedPart(payment, words)} at their bank.`;
    case "dispute_won":
      return "The dispute was decided in your favour.";
    case "dispute_lost":
      return "The dispute was decided for the customer, who has the money back.";
    default:
      return `The provider reports it as ${describe(status)}.`;
  }
}

/** Money that goes out never arrives: it has words of its own where they differ. */
function whyOut(payment: Regarded, { money }: OutlookWords): string | null {
  const to = partyOf(payment.description)?.name ?? "the payee";
  switch (payment.status) {
    case "pending":
      return `To be paid out to ${to}. Nothing has left yet.`;
    case "submitted":
    case "processing":
    case "authorisation":
      return `On its way to ${to}; whether it arrived is still to be said.`;
    case "succeeded":
    case "capture":
      return `Paid out to ${to}.`;
    case "failed":
    case "capture_failed":
      return `It did not reach ${to}. ${failureSentence(payment)}`;
    case "refunded":
      return `Paid out to ${to}, and ${payment.amountMinor > 0n ? `${money(payment.wentBackMinor)} of it` : "all of it"} came back.`;
    case "refunded_failure":
    case "refund_reversed":
      return `Paid out to ${to}; money of it was to come back and did not.`;
    case "dispute":
    case "dispute_won":
    case "dispute_lost":
      return `Paid out to ${to}; the provider reports it as ${describe(payment.status)}.`;
    case "expired":
      return "Nobody paid it out in time.";
    default:
      return null;
  }
}

function arrived({ direction, method, payer }: PaymentDescription): string {
  if (direction === "between") return "Moved from one account to the other.";
  if (direction === "unknown") return "It is done. Whether money came in or went out was not said.";
  if (method?.type === "card" && method.last4) return `Paid by card ending in ${method.last4}.`;
  if (method?.type === "debit_order" && method.last4)
    return `Collected from the account ending in ${method.last4}.`;
  return payer ? `The money has arrived from ${payer.name}.` : "The money has arrived.";
}

/** Who only told of it did not do it. */
function closed({ kind, last }: Regarded, reason: string): string {
  const by = last ? ` by ${last.by}` : "";
  const { undoable, mirrored } = KIND_RULES[kind];
  if (undoable) return `Recorded by mistake, and undone${by}.${reason}`;
  const done = last?.opening ? "Recorded as cancelled" : mirrored ? "Reported as cancelled" : "Cancelled";
  return `${done}${by}.${reason}`;
}

function waiting({ link, premium, description }: Regarded, { when, day }: OutlookWords): string {
  if (link) return `Waiting for the customer. The link expires on ${when(link.expiresAt)}.`;
  if (description.direction === "between") return "Not moved yet.";
  if (premium) return `Not collected yet: it is due on ${day(premium.dueAt)}.`;
  return "Not paid yet.";
}

/** While it is so nothing else can be done, which whoever looks at it has to know. */
function waitingForCustomer(
  { hosted, until }: NonNullable<Regarded["customerActs"]>,
  { when }: OutlookWords,
): string {
  const [what, ends] = hosted
    ? ["to pay on the provider’s page", "pay or leave"]
    : ["to confirm it at their bank (3-D Secure)", "answer"];
  return `Waiting for the customer ${what}. Until they ${ends}, or until ${when(until)}, when this attempt ends, it can be neither paid in another way nor cancelled.`;
}

function refunded(payment: Regarded, { money }: OutlookWords): string {
  const { kind, description, wentBackMinor } = payment;
  const to = KIND_RULES[kind].paidByLink ? "the customer" : partyOf(description)?.name;
  const leftMinor = description.direction === "in" ? netMinor(payment) : payment.amountMinor;
  const left = leftMinor > 0n ? ` ${money(leftMinor)} is left.` : "";
  return `${money(wentBackMinor)} went back${to ? ` to ${to}` : ""}.${left}`;
}

/** A dispute may be of a part of the payment. */
function disputedPart({ last, initialAmountMinor }: Regarded, { money }: OutlookWords): string {
  const amountMinor = last?.amountMinor ?? null;
  return amountMinor === null || amountMinor === initialAmountMinor ? "it" : `${money(amountMinor)} of it`;
}

function afterDecline(payment: Regarded): string {
  const sentence = failureSentence(payment);
  const again = KIND_RULES[payment.kind].paidByLink ? " The customer may try again." : "";
  const ended = isDeclinedByBank(payment.failureCode ?? "") ? "was declined" : "did not go through";
  return `The last attempt ${ended}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}${again}`;
}

/** Why it failed, in people's words: those of whoever reported it, else what its code means. */
export function failureSentence({
  failureCode: code,
  failureReason,
  description,
}: Pick<Regarded, "failureCode" | "failureReason" | "description">): string {
  const method = description.method?.type === "debit_order" ? "account" : "card";
  if (code !== null && isDeclineCode(code) && (!failureReason || failureReason === declineWords(code)))
    return declineWords(code, method);
  if (failureReason) return /[.!?]$/.test(failureReason) ? failureReason : `${failureReason}.`;
  if (code !== null) return `The provider reported a failure and only its code, ${code}.`;
  return "The provider reported a failure and no reason.";
}
