import { query } from "@/lib/db/sql";
import { COMMISSION } from "@/lib/generated/sql/referrals/commissions/commission-of-payment/commission";
import { REFERRAL } from "@/lib/generated/sql/referrals/commissions/commission-of-payment/referral";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import type { Commission } from "./commission";

/** What one payment earned, for whom, and what has been clawed back of it. */
export interface CommissionOfPayment {
  referralId: string;
  referralLabel: string;
  partnerId: string;
  partnerName: string;
  /** Null where the payment earned nothing. */
  commission: (Commission & { clawedBackMinor: bigint; netted: boolean }) | null;
}

/** The referral and the commission of a payment, or null when it is no referral payment. */
export async function commissionOfPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<CommissionOfPayment | null> {
  authorize(ctx, "programme:read");
  const [facts] = await query(REFERRAL, { paymentId: input.paymentId, merchantId: merchantBound(ctx.actor) });
  if (!facts) return null;
  const [commission] = await query(COMMISSION, { paymentId: input.paymentId });
  return { ...facts, commission: commission ?? null };
}
