import { KIND_RULES } from "@/lib/payments/kinds/all";
import { describe } from "@/lib/payments/life-cycle";
import type { PaymentKind, PaymentStatus } from "@/lib/payments/status";
import { nextOfPolicyPayment } from "./next-of-policy-payment";
import type { OutlookWords, Regarded } from "./outlook";

/** What happens next by itself, or what a person may do, in a sentence or two: for every kind and every status. */
export function whatFollows(payment: Regarded, words: OutlookWords): string {
  const next = NEXT_STEPS[payment.kind](payment, words);
  return payment.inDispute && payment.status !== "dispute"
    ? `A dispute is open. ${answerBy(payment, words)} ${next.replace(/^Nothing is open( here)?\. ?/, "")}`.trim()
    : next;
}

const NEXT_STEPS: Record<PaymentKind, typeof whatFollows> = {
  checkout: nextOfOwn,
  policy: nextOfPolicy,
  referral: nextOfOwn,
  connected: nextOfMirrored,
};

/** Of a premium by its rules, until its money has arrived. */
function nextOfPolicy(payment: Regarded, words: OutlookWords): string {
  const { premium } = payment;
  return (premium && nextOfPolicyPayment(payment, premium, words)) || nextOfOwn(payment, words);
}

const REFUNDABLE: readonly PaymentStatus[] = [
  "succeeded",
  "capture",
  "dispute_won",
  "refunded",
  "refunded_failure",
  "refund_reversed",
];

/** Checkout and referral payments, and what becomes of a policy payment's money once it has arrived. */
function nextOfOwn(payment: Regarded, words: OutlookWords): string {
  const { money } = words;
  const { status, refundsUnderWayMinor, amountMinor, kind } = payment;
  if (refundsUnderWayMinor > 0n)
    return `A refund of ${money(refundsUnderWayMinor)} has been asked for; the provider’s answer is awaited.`;
  if (payment.refundGone && amountMinor > 0n && REFUNDABLE.includes(status))
    return `Nothing is open here. ${payment.refundGone}`;
  switch (status) {
    case "pending":
      return payment.link
        ? "Nothing needs to be done: the customer pays by the link, or it expires."
        : "Nothing happens by itself: it waits until somebody pays it.";
    case "processing":
    case "submitted":
    case "authorisation":
      return payment.answerLost
        ? "The provider is asked again until it answers; nothing is charged twice."
        : "What the bank answers is shown here by itself.";
    case "succeeded":
    case "capture":
    case "dispute_won":
      return "Nothing is open. It can be refunded.";
    case "refunded":
      return amountMinor > 0n
        ? `Nothing is open. Up to ${money(amountMinor)} can be refunded.`
        : "Nothing is open.";
    case "refunded_failure":
      return `It can be refunded again: up to ${money(amountMinor)}.`;
    case "refund_reversed":
      return "Refund it again if the money is still owed.";
    case "dispute":
      return `${answerBy(payment, words)} Until the dispute is decided, nothing can be refunded.`;
    case "dispute_lost":
      return amountMinor > payment.disputedMinor
        ? `Up to ${money(amountMinor - payment.disputedMinor)}, which was not lost, can be refunded.`
        : "Nothing more can be done here.";
    case "cancelled":
    case "expired":
      return KIND_RULES[kind].paidByLink
        ? "To be paid after all, it needs a new link."
        : "Nothing happens any more.";
    case "failed":
    case "capture_failed":
      return "Nothing happens by itself.";
    case "amount_adjustment":
    case "other":
    case "unknown":
      return `It stays ${describe(status)} until something is reported.`;
  }
}

/** What others move: this is a mirror, and what may follow is for the provider to say. */
function nextOfMirrored(payment: Regarded, words: OutlookWords): string {
  switch (payment.status) {
    case "pending":
    case "submitted":
    case "processing":
      return "The provider’s next report is shown here.";
    case "authorisation":
      return "It is captured, or released, at the provider.";
    case "succeeded":
    case "capture":
    case "dispute_won":
      return payment.description.direction === "in"
        ? "Nothing is open. It is refunded at its provider."
        : "Nothing is open.";
    case "refunded":
    case "refunded_failure":
    case "refund_reversed":
      return "Nothing is open here. Another refund is made at its provider.";
    case "dispute":
      return `${answerBy(payment, words)} What the bank decides is shown once the provider reports it.`;
    case "dispute_lost":
      return "Nothing more can be done here.";
    case "failed":
    case "capture_failed":
      return "Nothing happens by itself: it is tried again at its provider.";
    case "cancelled":
    case "expired":
      return "Nothing happens any more.";
    case "amount_adjustment":
    case "other":
    case "unknown":
      return "The provider’s next report is shown here.";
  }
}

function answerBy({ respondBy, evidence }: Regarded, { when }: OutlookWords): string {
  if (evidence === "sent") return "Evidence has been sent: what the bank decides is shown here by itself.";
  if (evidence === "under_way") return "Evidence has been sent to the provider, whose answer is awaited.";
  if (evidence === "open")
    return respondBy
      ? `Send evidence by ${when(respondBy.at)}.`
      : "Send evidence; by when it is taken was not told.";
  if (!respondBy) return "Answer at the provider; by when was not told.";
  return respondBy.isPast
    ? `The time to answer at the provider ended on ${when(respondBy.at)}.`
    : `Answer at the provider by ${when(respondBy.at)}.`;
}
