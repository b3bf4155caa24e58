import type { PaymentDescription } from "@/lib/kinds/describe-payment";
import type { PaymentCategory } from "@/lib/payments/category";
import type { EvidenceVerdict } from "@/lib/payments/evidence/evidence-rule";
import type { MoneyMoved } from "@/lib/payments/money-moved";
import type { PaymentKind, PaymentStatus } from "@/lib/payments/status";
import type { MissingAgreement } from "@/lib/policies/collection/missing-agreement";
import { moneyLeft } from "./money-left";
import { whatFollows } from "./next-step";
import { whyInState } from "./why-in-state";

/** A payment of any kind as far as its outlook goes. Amounts in minor units. */
export interface Regarded extends MoneyMoved {
  kind: PaymentKind;
  category: PaymentCategory;
  status: PaymentStatus;
  description: PaymentDescription;
  amountMinor: bigint;
  initialAmountMinor: bigint;
  /** What its history says went back, of money that came in or went out. */
  wentBackMinor: bigint;
  failureCode: string | null;
  /** Why it failed, where somebody said it in words of their own. */
  failureReason: string | null;
  /** The adjustment that its status comes from. */
  last: RegardedAdjustment | null;
  /** Whether a dispute is open, whatever the status is. */
  inDispute: boolean;
  /** By when its dispute has to be answered; null where nobody said. */
  respondBy: { at: Date; isPast: boolean } | null;
  /** Whether its dispute is answered from here, and how that stands; null where it never had one. */
  evidence: EvidenceVerdict["standing"] | null;
  link: { expiresAt: Date } | null;
  /** A connector was asked for the charge, and its answer was lost. */
  answerLost: boolean;
  /** The day on which the payer's bank is asked, where a provider has the charge in work and has said so. */
  askedOn: Date | null;
  /** The charge waits for the customer, at their bank or on the provider's page, and until when it does. */
  customerActs: { hosted: boolean; until: Date } | null;
  /** What a connector has been asked to refund and has not answered. */
  refundsUnderWayMinor: bigint;
  /** Why what is left is refunded at the provider alone; null where that is not so. */
  refundGone: string | null;
  premium: RegardedPremium | null;
}

/** What happened, and who did it or told of it; `opening` where the payment was recorded so. */
export interface RegardedAdjustment {
  by: string;
  reason: string | null;
  amountMinor: bigint | null;
  opening: boolean;
}

/** What only a policy payment has. */
export interface RegardedPremium {
  dueAt: Date;
  collectedByUs: boolean;
  retryNumber: number;
  /** Other attempts at the same money. */
  others: readonly { retryNumber: number; status: PaymentStatus; dueAt: Date }[];
  /** A reversal gave back one of the attempts at the money, and how much of this one. */
  reversed: boolean;
  givenBackMinor: bigint;
  /** Why nothing can be collected with the method: `blocked` with its reason, or not verified. */
  method: { state: "usable" | "blocked" | "unverified"; reason: string | null };
  /** What the payer has yet to agree to, without which it fails. */
  missingAgreement: MissingAgreement | null;
  /** Whether it may be tried again now, or why not; null where that is no question. */
  retry: { allowed: boolean; reason: string | null } | null;
}

/** How the reader's instants, days of the calendar and amounts are written. */
export interface OutlookWords {
  when: (at: Date) => string;
  day: (at: Date) => string;
  money: (amountMinor: bigint) => string;
}

/** What is left of a payment, why it is in its state and what happens next, each in a sentence or two; `left` is null where no money is meant to stay. */
export function outlookOf(payment: Regarded, words: OutlookWords) {
  return {
    left: moneyLeft(payment, words),
    why: whyInState(payment, words),
    next: whatFollows(payment, words),
  };
}
