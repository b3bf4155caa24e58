import { query } from "@/lib/db/sql";
import { BY_STATE } from "@/lib/generated/sql/referrals/report/by-state";
import { MRR } from "@/lib/generated/sql/referrals/report/mrr";
import { TOP } from "@/lib/generated/sql/referrals/report/top";
import type { CommissionState } from "@/lib/referrals/referrals/states";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** How many months the report goes back. */
export const REPORT_MONTHS = 12;
/** How many partners it ranks in each currency. */
export const TOP_PARTNERS_MAX = 10;

/** Minor units of `currency` throughout; months as "2026-11". */
export interface ReferralReport {
  mrr: { month: string; currency: string; amountMinor: bigint }[];
  topPartners: {
    partnerId: string;
    name: string;
    currency: string;
    earnedMinor: bigint;
    referrals: number;
  }[];
  commissions: { state: CommissionState; currency: string; amountMinor: bigint; commissions: number }[];
}

/** Recurring revenue from referrals by month, the partners who bring most, and where commissions stand. */
export async function referralReport({ ctx }: { ctx: Ctx }): Promise<ReferralReport> {
  authorize(ctx, "programme:read");
  const merchantId = merchantBound(ctx.actor);
  const [mrr, topPartners, commissions] = await Promise.all([
    query(MRR, { merchantId, now: ctx.now, months: REPORT_MONTHS }),
    query(TOP, { merchantId, limit: TOP_PARTNERS_MAX }),
    query(BY_STATE, { merchantId }),
  ]);
  return {
    mrr: mrr.map((each) => ({ ...each, amountMinor: BigInt(each.amountMinor) })),
    topPartners: topPartners.map((each) => ({ ...each, earnedMinor: BigInt(each.earnedMinor) })),
    commissions: commissions.map((each) => ({ ...each, amountMinor: BigInt(each.amountMinor) })),
  };
}
