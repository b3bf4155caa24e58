import { ofCurrency } from "@/lib/money/amount";
import { formatDecimal } from "@/lib/money/decimal";
import { formatMoney, formatPercent } from "@/lib/money/format";
import type { Rate, Recurrence, Terms } from "../terms";

/** The terms a commission was computed by, as they are kept with it. JSON knows no bigint: amounts are digits. */
export type EarnedRule = Recurrence & { hold_days: number } & (
    | { type: "percent"; basis_points: number }
    | { type: "flat"; amount: string; currency: string }
  );

/** Why a clawback is: what was refunded, or lost, after the commission had been paid out, or came back since. */
export interface ClawbackRule {
  type: "clawback";
  commission_id: string;
  /** What had gone of the payment, in minor units, and what was left of it. */
  refunded: string;
  remaining: string;
}

export type CommissionRule = EarnedRule | ClawbackRule;

/** A rule in one line, for people who read `locale`. */
export function describeRule(rule: CommissionRule, locale: string): string {
  if (rule.type === "clawback") return "Changed after payout";
  return describeTerms({ rate: rateOf(rule), recurrence: rule }, locale);
}

/** What a partnership pays, in a line for people who read `locale`: "12.5% of every payment". */
export function describeTerms(
  { rate, recurrence }: Pick<Terms, "rate" | "recurrence">,
  locale: string,
): string {
  const share =
    rate.type === "percent"
      ? percentText(rate.basisPoints, locale)
      : formatMoney(ofCurrency(rate.amountMinor, rate.currency), { locale });
  return `${share} ${describeRecurrence(recurrence)}`;
}

function rateOf(rule: EarnedRule): Rate {
  if (rule.type === "percent") return { type: "percent", basisPoints: rule.basis_points };
  return { type: "flat", amountMinor: BigInt(rule.amount), currency: rule.currency };
}

/** Hundredths of a percent as people write them: 1250 is "12.5%". */
export function percentText(basisPoints: number, locale: string): string {
  return formatPercent(formatDecimal(BigInt(basisPoints), 4), locale, { decimals: 2 });
}

export function describeRecurrence(recurrence: Recurrence): string {
  switch (recurrence.recurrence) {
    case "first_payment":
      return "of the first payment";
    case "months":
      return recurrence.months === 1 ? "for the first month" : `for the first ${recurrence.months} months`;
    case "lifetime":
      return "of every payment";
  }
}
