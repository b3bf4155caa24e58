import type { CommissionState } from "@/lib/referrals/referrals/states";
import type { CommissionRule } from "./rule";

/**
 * What a partner earns by one payment, or gives back of it. Minor units of `currency`; a clawback is negative, and positive
 * where it gives back what was taken.
 */
export interface Commission {
  id: string;
  merchantId: string;
  partnerId: string;
  partnershipId: string;
  referralId: string;
  paymentId: string;
  kind: "commission" | "clawback";
  currency: string;
  initialAmountMinor: bigint;
  amountMinor: bigint;
  rule: CommissionRule;
  state: CommissionState;
  stateSetAt: Date;
  /** When the holding period ends. */
  approveAt: Date;
  approvedAt: Date | null;
  payoutLineId: string | null;
  createdAt: Date;
}
