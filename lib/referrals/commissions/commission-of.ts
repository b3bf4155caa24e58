import { DAY_MS } from "@/lib/durations";
import { addMonths } from "../add-months";
import { divideHalfEven } from "../half-even";
import { BASIS_POINTS_MAX, type Recurrence, type Terms } from "../terms";
import type { EarnedRule } from "./rule";

/** A payment as its commission sees it. Minor units of `currency`. */
export interface EarningPayment {
  amountMinor: bigint;
  currency: string;
  paidAt: Date;
  /** When the referral's first payment was made; null when this is it. */
  firstPaidAt: Date | null;
}

export type Earning =
  | { earns: true; amountMinor: bigint; currency: string; rule: EarnedRule; approveAt: Date }
  | { earns: false; reason: "not_the_first_payment" | "months_are_over" };

/** What a payment earns under the terms. Exact integers; a percentage rounds half to even. Referral contract. */
export function commissionOf(terms: Terms, payment: EarningPayment): Earning {
  const over = overReason(terms.recurrence, payment);
  if (over) return { earns: false, reason: over };
  return {
    earns: true,
    ...amountOf(terms, payment),
    rule: ruleOf(terms),
    approveAt: new Date(payment.paidAt.getTime() + terms.holdDays * DAY_MS),
  };
}

/** The part of a commission that is still owed when only `remainingMinor` of the payment is left. */
export function owedOf(commission: {
  initialAmountMinor: bigint;
  openingMinor: bigint;
  remainingMinor: bigint;
}) {
  const { initialAmountMinor, openingMinor, remainingMinor } = commission;
  return divideHalfEven(initialAmountMinor * remainingMinor, openingMinor);
}

function overReason(recurrence: Recurrence, { paidAt, firstPaidAt }: EarningPayment) {
  if (firstPaidAt === null) return null;
  switch (recurrence.recurrence) {
    case "first_payment":
      return "not_the_first_payment" as const;
    case "months":
      return paidAt < addMonths(firstPaidAt, recurrence.months) ? null : ("months_are_over" as const);
    case "lifetime":
      return null;
  }
}

function amountOf({ rate }: Terms, { amountMinor, currency }: EarningPayment) {
  if (rate.type === "flat") return { amountMinor: rate.amountMinor, currency: rate.currency };
  const share = divideHalfEven(amountMinor * BigInt(rate.basisPoints), BigInt(BASIS_POINTS_MAX));
  return { amountMinor: share, currency };
}

function ruleOf({ rate, recurrence, holdDays }: Terms): EarnedRule {
  const shared = { ...recurrence, hold_days: holdDays };
  if (rate.type === "percent") return { type: "percent", basis_points: rate.basisPoints, ...shared };
  return { type: "flat", amount: rate.amountMinor.toString(), currency: rate.currency, ...shared };
}
