import { type DescribedEvent, MERCHANT_ID, PAYMENT_ID, payment, told } from "./event-examples";

/** What happens to a payment of any kind. */
export const PAYMENT_EVENTS: readonly DescribedEvent[] = [
  ["payment.created", "A payment was recorded, by whichever door.", payment("checkout", "pending", 1)],
  [
    "payment.adjusted",
    "A provider or a person reported what became of a payment: a capture, a dispute, a correction.",
    payment("connected", "dispute", 3),
  ],
  ["payment.submitted", "A policy payment was sent to be collected.", payment("policy", "submitted", 2)],
  ["payment.processing", "A charge is under way.", payment("checkout", "processing", 2)],
  [
    "payment.succeeded",
    "The money arrived, or was paid out: direction says which.",
    payment("checkout", "succeeded", 3),
  ],
  [
    "payment.declined",
    "A card was declined. The payment stays open for another attempt.",
    payment("checkout", "pending", 3),
  ],
  [
    "payment.failed",
    "A payment failed for good; what follows has its own event.",
    payment("policy", "failed", 3),
  ],
  ["payment.pending", "A payment waits again.", payment("policy", "pending", 2)],
  ["payment.cancelled", "A payment was cancelled before it was paid.", payment("checkout", "cancelled", 2)],
  [
    "payment.undone",
    "A referral payment that was recorded by mistake was undone: it counts nowhere.",
    payment("referral", "cancelled", 2),
  ],
  ["payment.expired", "Nobody paid in time.", payment("checkout", "expired", 2)],
  [
    "payment.refunded",
    "Money went back, all or part of it: amountMinor is what is left.",
    payment("checkout", "refunded", 4, { amountMinor: "2400" }),
  ],
  [
    "payment.refund_failed",
    "A refund was tried and did not go through.",
    payment("checkout", "refunded_failure", 4),
  ],
  ["payment.refund_reversed", "The bank sent a refund back.", payment("checkout", "refund_reversed", 5)],
  [
    "payment.disputed",
    "The cardholder disputes the payment: respondBy is until when to answer, where the provider says.",
    payment("checkout", "dispute", 4, { respondBy: "2026-12-12T23:59:59.000Z" }),
  ],
  [
    "payment.evidence_sent",
    "A dispute was answered at the provider, for good.",
    {
      id: PAYMENT_ID,
      merchantId: MERCHANT_ID,
      kind: "checkout",
      ...told("checkout"),
      status: "dispute",
      dispute: "du_1PtFakeDispute00",
    },
  ],
  [
    "payment.dispute_won",
    "The bank decided a dispute for the merchant.",
    payment("checkout", "dispute_won", 5),
  ],
  [
    "payment.dispute_lost",
    "The bank decided a dispute for the cardholder: the money is gone.",
    payment("checkout", "dispute_lost", 5),
  ],
  [
    "payment.metadata_updated",
    "A payment's metadata changed.",
    { id: PAYMENT_ID, merchantId: MERCHANT_ID, kind: "connected", ...told("connected"), status: "succeeded" },
  ],
];
