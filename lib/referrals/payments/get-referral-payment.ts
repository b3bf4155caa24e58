import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound, partnerBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type ReferralPayment, referralPaymentById } from "./referral-payment";

/** One referral payment by any spelling of its id; `not_found` also for another merchant's or partner's. */
export async function getReferralPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<ReferralPayment> {
  authorize(ctx, "referral-payments:read");
  const id = readAnyId(input.id);
  const { actor } = ctx;
  const whose = { merchantId: merchantBound(actor), partnerId: partnerBound(actor) };
  const payment = id ? await referralPaymentById(whose, id) : null;
  if (!payment) throw new Refused({ code: "not_found", object: "Payment", id: input.id });
  ctx.touched?.add(payment.id);
  return payment;
}
