import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Interval } from "@/lib/referrals/payments/mrr";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { readHistory, type StateStep } from "./read-history";
import {
  PROGRAMME_COLUMNS,
  PROGRAMME_TABLES,
  type ProgrammeRow,
  programmeFromRow,
  type ReferralInProgramme,
} from "./referral";

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

/** One payment of a referral. Minor units; `leftMinor` is what refunds have left of it. */
export interface ReferralPaymentRow {
  id: string;
  amountMinor: bigint;
  leftMinor: bigint;
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

/** A referral with what it pays, by any spelling of its id; `not_found` also for another merchant's. */
export async function getReferral({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<ReferralDetail> {
  authorize(ctx, "referrals:read");
  const [row] = await run<ProgrammeRow>(BY_ID, [readAnyId(input.id), merchantBound(ctx.actor)]);
  if (!row) throw new Refused({ code: "not_found", object: "Referral", id: input.id });
  const [subscriptions, payments, history] = await Promise.all([
    run<SubscriptionFacts>(SUBSCRIPTIONS, [row.id]),
    run<ReferralPaymentRow>(PAYMENTS, [row.id, REFERRAL_PAYMENTS_MAX]),
    readHistory("referral", row.id),
  ]);
  return { referral: programmeFromRow(row), subscriptions, payments, history };
}

const BY_ID = statement(`
  SELECT ${PROGRAMME_COLUMNS} FROM ${PROGRAMME_TABLES}
  WHERE r.id = $1 AND ($2::uuid IS NULL OR r.merchant_id = $2)`);

const SUBSCRIPTIONS = statement(`
  SELECT b.id, b.reference, b.interval, b.interval_count AS "intervalCount", last.currency,
    last.mrr_minor AS "mrrMinor", last.paid_at AS "lastPaidAt"
  FROM subscription b
  LEFT JOIN LATERAL (
    SELECT p.currency, x.mrr_minor, x.paid_at FROM referral_payment x JOIN payment p ON p.id = x.payment_id
    WHERE x.subscription_id = b.id AND p.amount_minor > 0 ORDER BY x.paid_at DESC, x.payment_id DESC LIMIT 1) last ON true
  WHERE b.referral_id = $1 ORDER BY b.created_at`);

const PAYMENTS = statement(`
  SELECT p.id, p.opening_amount_minor AS "amountMinor", p.amount_minor AS "leftMinor", p.currency, p.precision,
    x.paid_at AS "paidAt", x.sent_subscription_id AS subscription
  FROM referral_payment x JOIN payment p ON p.id = x.payment_id
  WHERE x.referral_id = $1 ORDER BY x.paid_at DESC, x.payment_id DESC LIMIT $2`);
