import { DAY_MS } from "@/lib/durations";

/** How long after its action date a debit order's success may still turn into failure. Policy contract. */
export const LATE_RETURN_MS = 5 * DAY_MS;

/** Why a successful policy payment cannot fail any more, or null where it still can. */
export function whyNoLateReturn(
  payment: { debitOrder: boolean; actionDate: Date },
  now: Date,
): string | null {
  if (!payment.debitOrder) return "Only a debit order can be returned after it was successful.";
  const late = now.getTime() - payment.actionDate.getTime() > LATE_RETURN_MS;
  return late
    ? "A debit order can be returned for five days after its action date, which have passed."
    : null;
}
