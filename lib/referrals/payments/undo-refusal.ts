import type { CommissionState } from "@/lib/referrals/referrals/states";

/** Why a payment that earned this commission cannot be undone, and the way out, in sentences for people; or null. */
export function undoRefusal(
  commission: { state: CommissionState; netted?: boolean } | null | undefined,
): string | null {
  if (commission?.netted)
    return "Its commission was paid out once, and some of it clawed back since. Refund the payment instead.";
  if (commission?.state !== "paid") return null;
  return "Its commission is in a payout already. Refund the payment instead: the partner’s next payout is that much less.";
}
