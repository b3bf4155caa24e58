import { query } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/referrals/referrals/get-referral/by-id";
import { PAYMENTS } from "@/lib/generated/sql/referrals/referrals/get-referral/payments";
import { SUBSCRIPTIONS } from "@/lib/generated/sql/referrals/referrals/get-referral/subscriptions";
import { readAnyId } from "@/lib/ids";
import type { Interval } from "@/lib/referrals/payments/mrr";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound, partnerBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { readHistory, type StateStep } from "./read-history";
import { programmeFromRow, type ReferralInProgramme } from "./referral";

/** A page of a referral shows its newest payments; the payments list has the rest. */
export const REFERRAL_PAYMENTS_MAX = 50;

/** A subscription as its newest payment has it. Minor units of `currency`; null before there is a recurring payment. */
export interface SubscriptionFacts {
  id: string;
  reference: string;
  interval: Interval | null;
  intervalCount: bigint | null;
  currency: string | null;
  mrrMinor: bigint | null;
  lastPaidAt: Date | null;
}

/** One payment of a referral. Minor units; `leftMinor` is what refunds have left of it, nothing of one that was undone. */
export interface ReferralPaymentRow {
  id: string;
  amountMinor: bigint;
  leftMinor: bigint;
  undone: boolean;
  currency: string;
  precision: number;
  paidAt: Date;
  subscription: string | null;
}

export interface ReferralDetail {
  referral: ReferralInProgramme;
  subscriptions: SubscriptionFacts[];
  payments: ReferralPaymentRow[];
  history: StateStep[];
}

/** A referral with what it pays, by any spelling of its id; `not_found` also for another merchant's or partner's. */
export async function getReferral({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<ReferralDetail> {
  authorize(ctx, "referrals:read");
  const [row] = await query(BY_ID, {
    id: readAnyId(input.id),
    merchantId: merchantBound(ctx.actor),
    partnerId: partnerBound(ctx.actor),
  });
  if (!row) throw new Refused({ code: "not_found", object: "Referral", id: input.id });
  const [subscriptions, payments, history] = await Promise.all([
    query(SUBSCRIPTIONS, { rowId: row.id }),
    query(PAYMENTS, { rowId: row.id, referralPaymentsMax: REFERRAL_PAYMENTS_MAX }),
    readHistory("referral", row.id),
  ]);
  return { referral: programmeFromRow(row), subscriptions, payments, history };
}
