import { KIND_OF_CATEGORY, type PaymentCategory, type PaymentDirection } from "@/lib/payments/category";
import { NOTHING_MOVED } from "@/lib/payments/money-moved";
import type { PaymentStatus } from "@/lib/payments/status";
import type { Regarded, RegardedPremium } from "./outlook";

export const words = {
  when: (at: Date) => at.toISOString().slice(0, 10),
  day: (at: Date) => at.toISOString().slice(0, 10),
  money: (minor: bigint) => `£${Number(minor) / 100}`,
};

export const DIRECTIONS: Record<PaymentCategory, PaymentDirection> = {
  checkout: "in",
  premium: "in",
  claim_payout: "out",
  premium_refund: "out",
  reversal: "out",
  other: "unknown",
  referral: "in",
  pay_in: "in",
  payout: "out",
  transfer: "between",
  unknown: "unknown",
};

export const premium: RegardedPremium = {
  dueAt: new Date("2026-03-01T00:00:00Z"),
  collectedByUs: true,
  retryNumber: 0,
  others: [],
  reversed: false,
  givenBackMinor: 0n,
  method: { state: "usable", reason: null },
  missingAgreement: null,
  retry: { allowed: true, reason: null },
};

export function regarded(
  category: PaymentCategory,
  status: PaymentStatus,
  over: Partial<Regarded> = {},
): Regarded {
  const kind = KIND_OF_CATEGORY[category];
  const person = { type: "customer", id: "c", name: "Thandi Nkosi", email: null } as const;
  const direction = DIRECTIONS[category];
  return {
    kind,
    category,
    status,
    ...NOTHING_MOVED,
    amountMinor: 1_800n,
    initialAmountMinor: 1_800n,
    wentBackMinor: 0n,
    failureCode: null,
    failureReason: null,
    last: { by: "Maya", reason: null, amountMinor: null, opening: false },
    link: kind === "checkout" ? { expiresAt: new Date("2026-03-01T00:00:00Z") } : null,
    inDispute: status === "dispute",
    respondBy: null,
    evidence: null,
    answerLost: false,
    askedOn: null,
    customerActs: null,
    refundsUnderWayMinor: 0n,
    refundGone: null,
    description: {
      direction,
      what: category,
      payer: direction === "in" ? person : null,
      payee: direction === "out" ? person : null,
      method: null,
      policy: null,
      mode: null,
      providerReference: null,
    },
    premium: kind === "policy" ? premium : null,
    ...over,
  };
}
