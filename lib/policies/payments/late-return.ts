import { DAY_MS } from "@/lib/durations";

/** On how many days after that of its action date a debit order's success may still turn into failure. Policy contract. */
export const LATE_RETURN_DAYS = 5;

/** Why a successful policy payment cannot fail any more, or null where it still can. */
export function whyNoLateReturn(
  payment: { debitOrder: boolean; actionDate: Date },
  now: Date,
): string | null {
  if (!payment.debitOrder) return "Only a debit order can be returned after it was successful.";
  // The last of these days counts whole, in UTC, at whatever time of its day the payment was to be made.
  const daysLater = dayNumber(now) - dayNumber(payment.actionDate);
  return daysLater > LATE_RETURN_DAYS
    ? "A debit order can be returned for five days after its action date, which have passed."
    : null;
}

const dayNumber = (at: Date) => Math.floor(at.getTime() / DAY_MS);
