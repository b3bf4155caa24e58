import type { CommissionState } from "@/lib/referrals/referrals/states";
import { owedOf } from "./commission-of";

/** A commission and what is left of its payment. Minor units, the commission's in its own currency. */
export interface TakeBack {
  state: CommissionState;
  initialAmountMinor: bigint;
  amountMinor: bigint;
  /** The sum of the clawbacks there are already: zero or negative. */
  clawedBackMinor: bigint;
  openingMinor: bigint;
  remainingMinor: bigint;
}

/** What a refund does to a commission. `toMinor` is what it is worth from then on, `byMinor` is negative. */
export type TakeBackPlan =
  | { effect: "none" }
  | { effect: "reduced"; toMinor: bigint }
  | { effect: "rejected" }
  | { effect: "clawed_back"; byMinor: bigint };

/**
 * What is left of the commission follows from what is left of the payment alone, so that many partial refunds end where
 * one whole refund does. Referral contract, "States".
 */
export function planTakeBack(commission: TakeBack): TakeBackPlan {
  const owedMinor = owedOf(commission);
  switch (commission.state) {
    case "rejected":
      return { effect: "none" };
    case "pending":
    case "approved":
      // It was paid out once, and the payment failed: what was clawed back then stands beside it.
      if (commission.clawedBackMinor < 0n) return clawBack(commission, owedMinor);
      if (commission.remainingMinor === 0n) return { effect: "rejected" };
      return owedMinor < commission.amountMinor
        ? { effect: "reduced", toMinor: owedMinor }
        : { effect: "none" };
    case "paid":
      return clawBack(commission, owedMinor);
  }
}

function clawBack({ amountMinor, clawedBackMinor }: TakeBack, owedMinor: bigint): TakeBackPlan {
  const byMinor = owedMinor - (amountMinor + clawedBackMinor);
  return byMinor < 0n ? { effect: "clawed_back", byMinor } : { effect: "none" };
}
