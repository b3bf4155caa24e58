import type { CommissionState } from "@/lib/referrals/referrals/states";
import type { Rule } from "./rule";

/** What a partner earns by one payment, or gives back of it. Minor units of `currency`; a clawback is negative. */
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
  rule: Rule;
  state: CommissionState;
  stateSetAt: Date;
  /** When the holding period ends. */
  approveAt: Date;
  approvedAt: Date | null;
  payoutLineId: string | null;
  createdAt: Date;
}

/** The select list that makes a `commission c` row a Commission. */
export const COMMISSION_COLUMNS = `
  c.id, c.merchant_id AS "merchantId", c.partner_id AS "partnerId", c.partnership_id AS "partnershipId",
  c.referral_id AS "referralId", c.payment_id AS "paymentId", c.kind, c.currency,
  c.initial_amount_minor AS "initialAmountMinor", c.amount_minor AS "amountMinor", c.rule, c.state,
  c.state_set_at AS "stateSetAt", c.approve_at AS "approveAt", c.approved_at AS "approvedAt",
  c.payout_line_id AS "payoutLineId", c.created_at AS "createdAt"`;
