import type { PayoutLine } from "@/lib/referrals/payouts/payout-run";

/** Whether the bank still has to answer. */
export function isOpen({ outcome, mark }: PayoutLine): boolean {
  return outcome === "paid" && mark === null;
}
