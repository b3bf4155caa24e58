import { refuseUnlessSame } from "@/lib/db/made-before";
import { queryOne } from "@/lib/db/sql";
import { OF_FORM, type OfFormRow } from "@/lib/generated/sql/referrals/payments/record-by-hand/of-form";
import { readAnyId } from "@/lib/ids";
import type { PaymentBody } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";
import { dayIn, momentOfDay } from "./paid-at";
import { KEY_TAKEN, recordReferralPayment } from "./record-referral-payment";

/** What the form of the console says. Its idempotency key was minted with it. */
export type PaymentByHand = PaymentBody & {
  merchantId: string;
  /** The day it was paid, where whoever records it is. */
  paidOn: string;
  timeZone: string;
};

/**
 * Records what somebody says that a referred customer paid. The same form again gives the payment it recorded, and is
 * refused with `conflict` with anything else in it, for another merchant too; refuses as `recordReferralPayment` does.
 */
export async function recordPaymentByHand({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PaymentByHand;
}): Promise<{ id: string }> {
  authorize(ctx, "payments:create");
  const before = await paymentOfForm({ ctx, input: { key: input.idempotency_key } });
  if (before) return asRecorded(ctx, before, input);
  const { paidOn, timeZone, ...body } = input;
  const paidAt = momentOfDay(paidOn, timeZone, ctx.now);
  return recordReferralPayment({ ctx, input: { ...body, paidAt } }).catch(async (err: unknown) => {
    const problem = problemOf(err);
    const taken = problem?.code === "invalid" && problem.issues[0].path === KEY_TAKEN.path;
    // Its twin was the first meanwhile.
    const first = taken ? await paymentOfForm({ ctx, input: { key: body.idempotency_key } }) : null;
    if (!first) throw err;
    return asRecorded(ctx, first, input);
  });
}

/** The payment that a form has recorded, of whichever merchant, or null. */
export async function paymentOfForm({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { key: string };
}): Promise<OfFormRow | null> {
  authorize(ctx, "payments:read");
  return (await queryOne(OF_FORM, { key: input.key, merchantId: merchantBound(ctx.actor) })) ?? null;
}

function asRecorded(
  ctx: Ctx,
  { paidAt, ...stored }: OfFormRow,
  { idempotency_key: _, merchantId, timeZone, ...said }: PaymentByHand,
): { id: string } {
  const made = { ...stored, paidOn: dayIn(timeZone, paidAt) };
  refuseUnlessSame(ctx, made, { ...NOTHING, ...said, merchantId: readAnyId(merchantId) ?? merchantId });
  return { id: stored.id };
}

/** What a form may leave out, where nothing is kept of it either. */
const NOTHING = {
  ...{ referral_uid: null, referral_id: null, referral_email: null },
  ...{ subscription_id: null, interval: null, interval_count: null },
};
