import { run, statement } from "@/lib/db/sql";
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
  authorize(ctx, "referrals:read");
  const bound = merchantBound(ctx.actor);
  const [mrr, topPartners, commissions] = await Promise.all([
    run<ReferralReport["mrr"][number]>(MRR, [bound, ctx.now, REPORT_MONTHS]),
    run<ReferralReport["topPartners"][number]>(TOP, [bound, TOP_PARTNERS_MAX]),
    run<ReferralReport["commissions"][number]>(BY_STATE, [bound]),
  ]);
  return { mrr, topPartners, commissions };
}

// A month's recurring revenue is what was running at its end, or is now: of each subscription the newest payment that
// still pays for that moment, of a referral that had not churned by then. What was refunded whole counts for nothing.
const MRR = statement(`
  WITH month AS (
    SELECT to_char(start, 'YYYY-MM') AS month, least(start + interval '1 month', $2::timestamptz) AS at
    FROM generate_series(date_trunc('month', $2::timestamptz) - ($3::int - 1) * interval '1 month',
      date_trunc('month', $2::timestamptz), interval '1 month') AS start
  ), running AS (
    SELECT DISTINCT ON (m.month, x.referral_id, x.subscription_id) m.month, p.currency, x.mrr_minor, x.referral_id, m.at
    FROM month m
    JOIN referral_payment x ON x.mrr_minor IS NOT NULL AND x.paid_at <= m.at
      AND x.paid_at + x.months::int * interval '1 month' > m.at
    JOIN payment p ON p.id = x.payment_id AND p.amount_minor > 0 AND ($1::uuid IS NULL OR p.merchant_id = $1)
    ORDER BY m.month, x.referral_id, x.subscription_id, x.paid_at DESC, x.payment_id DESC
  )
  SELECT month, currency, sum(mrr_minor)::bigint AS "amountMinor" FROM running
  WHERE 'paid' = (SELECT to_state FROM state_change c WHERE c.object_type = 'referral'
    AND c.object_id = running.referral_id AND c.occurred_at <= running.at ORDER BY c.id DESC LIMIT 1)
  GROUP BY month, currency ORDER BY currency, month`);

const TOP = statement(`
  SELECT * FROM (
    SELECT n.id AS "partnerId", n.name, c.currency, sum(c.amount_minor)::bigint AS "earnedMinor",
      count(DISTINCT c.referral_id)::int AS referrals,
      row_number() OVER (PARTITION BY c.currency ORDER BY sum(c.amount_minor) DESC, n.id) AS rank
    FROM commission c JOIN partner n ON n.id = c.partner_id
    WHERE c.state <> 'rejected' AND ($1::uuid IS NULL OR c.merchant_id = $1)
    GROUP BY n.id, c.currency) ranked
  WHERE rank <= $2 ORDER BY currency, rank`);

const BY_STATE = statement(`
  SELECT state, currency, sum(amount_minor)::bigint AS "amountMinor", count(*)::int AS commissions
  FROM commission WHERE $1::uuid IS NULL OR merchant_id = $1 GROUP BY state, currency ORDER BY currency, state`);
