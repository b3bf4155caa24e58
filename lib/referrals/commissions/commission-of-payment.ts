import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { COMMISSION_COLUMNS, type Commission } from "./commission";

/** What one payment earned, for whom, and what has been clawed back of it. */
export interface CommissionOfPayment {
  referralId: string;
  referralLabel: string;
  partnerId: string;
  partnerName: string;
  /** Null where the payment earned nothing. */
  commission: (Commission & { clawedBackMinor: bigint }) | null;
}

/** The referral and the commission of a payment, or null when it is no referral payment. */
export async function commissionOfPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<CommissionOfPayment | null> {
  authorize(ctx, "referrals:read");
  const [facts] = await run<Omit<CommissionOfPayment, "commission">>(REFERRAL, [
    input.paymentId,
    merchantBound(ctx.actor),
  ]);
  if (!facts) return null;
  const [commission] = await run<Commission & { clawedBackMinor: bigint }>(COMMISSION, [input.paymentId]);
  return { ...facts, commission: commission ?? null };
}

const REFERRAL = statement(`
  SELECT r.id AS "referralId", coalesce(r.email, r.uid) AS "referralLabel", n.id AS "partnerId", n.name AS "partnerName"
  FROM referral_payment x JOIN referral r ON r.id = x.referral_id
  JOIN partnership s ON s.id = r.partnership_id JOIN partner n ON n.id = s.partner_id
  WHERE x.payment_id = $1 AND ($2::uuid IS NULL OR r.merchant_id = $2)`);

const COMMISSION = statement(`
  SELECT ${COMMISSION_COLUMNS}, (
    SELECT coalesce(sum(b.amount_minor), 0)::bigint FROM commission b WHERE b.claws_back_id = c.id
  ) AS "clawedBackMinor"
  FROM commission c WHERE c.payment_id = $1 AND c.kind = 'commission'`);
