import type { CommissionState } from "@/lib/referrals/referrals/states";
import { owedOf } from "./commission-of";

/** A commission and what is left of its payment. Minor units, the commission's in its own currency. */
export interface TakeBack {
  state: CommissionState;
  initialAmountMinor: bigint;
  amountMinor: bigint;
  /** The sum of what was clawed back after it had been paid out, and of what was given back since. */
  clawedBackMinor: bigint;
  /** Whether anything was: then what becomes of it stands beside it for good, also where its payout failed. */
  netted: boolean;
  openingMinor: bigint;
  remainingMinor: bigint;
  /** Whether it was the refund of the whole payment that rejected it, and nobody's decision. */
  rejectedByRefund: boolean;
}

/** What becomes of a commission. `toMinor` is what it is worth from then on; `byMinor` is negative where it is taken back. */
export type TakeBackPlan =
  | { effect: "none" }
  | { effect: "changed" | "restored"; toMinor: bigint }
  | { effect: "rejected" }
  | { effect: "netted"; byMinor: bigint };

/**
 * What a commission is worth follows from what is left of the payment alone, so that many partial refunds end where one
 * whole refund does, and a refund that comes back gives back what it took. Referral contract, "States".
 */
export function planTakeBack(commission: TakeBack): TakeBackPlan {
  const owedMinor = owedOf(commission);
  switch (commission.state) {
    case "rejected":
      if (commission.netted)
        return net({ ...commission, amountMinor: 0n }, commission.rejectedByRefund ? owedMinor : 0n);
      return commission.rejectedByRefund && commission.remainingMinor > 0n
        ? { effect: "restored", toMinor: owedMinor }
        : { effect: "none" };
    case "pending":
    case "approved":
      // It was paid out once, and the payment failed: what was clawed back or given back then stands beside it.
      if (commission.netted) return net(commission, owedMinor);
      if (commission.remainingMinor === 0n) return { effect: "rejected" };
      return owedMinor === commission.amountMinor
        ? { effect: "none" }
        : { effect: "changed", toMinor: owedMinor };
    case "paid":
      return net(commission, owedMinor);
  }
}

function net({ amountMinor, clawedBackMinor }: TakeBack, owedMinor: bigint): TakeBackPlan {
  const byMinor = owedMinor - (amountMinor + clawedBackMinor);
  return byMinor === 0n ? { effect: "none" } : { effect: "netted", byMinor };
}
