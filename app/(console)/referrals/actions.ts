"use server";

import { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { inSentences } from "@/components/referrals/form-issues";
import { currentReader } from "@/components/ui/current-reader";
import { spellId } from "@/lib/ids";
import { recordPaymentForm } from "@/lib/referrals/forms";
import { momentOfDay } from "@/lib/referrals/payments/paid-at";
import { KEY_TAKEN, recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { paymentIdByKey } from "@/lib/referrals/payments/referral-payment";
import { churnReferral } from "@/lib/referrals/referrals/churn-referral";
import { RejectReferral, rejectReferral } from "@/lib/referrals/referrals/reject-referral";
import { problemOf } from "@/lib/verb/problem";

/** Gives the path of the payment's page: of the first one, when the same form was sent before. */
export async function recordPaymentAction(
  form: z.input<ReturnType<typeof recordPaymentForm>>,
): Promise<ActionResult<string>> {
  const { locale, timeZone } = await currentReader();
  const result = await runAction(recordPaymentForm(locale), form, async ({ ctx, input }) => {
    const { merchantId, referralId, amountMinor, currency, paidOn, subscription, idempotencyKey } = input;
    const { id } = await recordReferralPayment({
      ctx,
      input: {
        merchantId,
        referral_id: referralId,
        amount: amountMinor,
        currency,
        idempotency_key: idempotencyKey,
        paidAt: momentOfDay(paidOn, timeZone, ctx.now),
        ...(subscription && {
          subscription_id: subscription.reference,
          interval: subscription.interval,
          interval_count: BigInt(subscription.intervalCount),
        }),
      },
    }).catch(async (err: unknown) => ({ id: await firstOf(err, merchantId, idempotencyKey) }));
    return `/payments/${spellId("pay", id)}`;
  });
  return inSentences(result, { referral: "This referral" });
}

// The key was minted with the form: a payment that has it is this form's own, sent a moment ago.
async function firstOf(err: unknown, merchantId: string, key: string): Promise<string> {
  const problem = problemOf(err);
  const taken = problem?.code === "invalid" && problem.issues[0].path === KEY_TAKEN.path;
  const id = taken ? await paymentIdByKey(merchantId, key) : null;
  if (!id) throw err;
  return id;
}

export async function rejectReferralAction(
  form: z.input<typeof RejectReferral>,
): Promise<ActionResult<null>> {
  return runAction(RejectReferral, form, async (call) => {
    await rejectReferral(call);
    return null;
  });
}

const ChurnForm = RejectReferral.extend({ merchantId: z.string() });

export async function churnReferralAction(form: z.input<typeof ChurnForm>): Promise<ActionResult<null>> {
  const result = await runAction(ChurnForm, form, async ({ ctx, input }) => {
    await churnReferral({ ctx, input: { referral_id: input.id, merchantId: input.merchantId } });
    return null;
  });
  return inSentences(result, { referral: "This referral" });
}
