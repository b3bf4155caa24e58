/** How many decimals an amount of no certain currency is written with. */
export const CENTS_DECIMALS = 2;

/** What one payment earns: a share of it in hundredths of a percent, or a fixed amount in minor units. */
export type Rate =
  | { type: "percent"; basisPoints: number }
  | { type: "flat"; amountMinor: bigint; currency: string };

export const RECURRENCES = ["first_payment", "months", "lifetime"] as const;
/** Which payments of a referral earn: the first, those of the first months, or all. */
export type Recurrence =
  | { recurrence: "first_payment" }
  | { recurrence: "months"; months: number }
  | { recurrence: "lifetime" };

/** What a partnership agreed on. Terms never change; other terms are another partnership. */
export interface Terms {
  rate: Rate;
  recurrence: Recurrence;
  /** For how long a commission waits before it is approved by itself. */
  holdDays: number;
  /** After how long a converted referral that never paid expires; 0 is never. */
  referralExpiryDays: number;
  /** Less than this, in minor units of whatever currency is paid out, waits for the next run. */
  minimumPayoutMinor: bigint;
}

export const BASIS_POINTS_MAX = 10_000;
export const DAYS_MAX = 36_500;
export const MONTHS_MAX = 1_200;

export interface TermsRow {
  commissionType: "percent" | "flat";
  basisPoints: number | null;
  flatAmountMinor: bigint | null;
  flatCurrency: string | null;
  recurrence: Recurrence["recurrence"];
  months: number | null;
  holdDays: number;
  referralExpiryDays: number;
  minimumPayoutMinor: bigint;
}

export function termsFromRow(row: TermsRow): Terms {
  const { holdDays, referralExpiryDays, minimumPayoutMinor } = row;
  return {
    rate: rateOf(row),
    recurrence: recurrenceOf(row),
    holdDays,
    referralExpiryDays,
    minimumPayoutMinor,
  };
}

function rateOf({ commissionType, basisPoints, flatAmountMinor, flatCurrency }: TermsRow): Rate {
  if (commissionType === "percent") return { type: "percent", basisPoints: basisPoints ?? 0 };
  return { type: "flat", amountMinor: flatAmountMinor ?? 0n, currency: flatCurrency ?? "" };
}

function recurrenceOf({ recurrence, months }: TermsRow): Recurrence {
  return recurrence === "months" ? { recurrence, months: months ?? 1 } : { recurrence };
}
