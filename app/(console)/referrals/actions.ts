"use server";

import { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { inSentences } from "@/components/referrals/form-issues";
import { currentReader } from "@/components/ui/current-reader";
import { spellId } from "@/lib/ids";
import { recordPaymentForm } from "@/lib/referrals/forms";
import { recordPaymentByHand } from "@/lib/referrals/payments/record-by-hand";
import { churnReferral } from "@/lib/referrals/referrals/churn-referral";
import { RejectReferral, rejectReferral } from "@/lib/referrals/referrals/reject-referral";

/** Gives the path of the payment's page: of the first one, when the same form was sent before. */
export async function recordPaymentAction(
  form: z.input<ReturnType<typeof recordPaymentForm>>,
): Promise<ActionResult<string>> {
  const { locale, timeZone } = await currentReader();
  const result = await runAction(recordPaymentForm(locale), form, async ({ ctx, input }) => {
    const { merchantId, referralId, amountMinor, currency, paidOn, subscription, idempotencyKey } = input;
    const { id } = await recordPaymentByHand({
      ctx,
      input: {
        merchantId,
        referral_id: referralId,
        amount: amountMinor,
        currency,
        idempotency_key: idempotencyKey,
        ...{ paidOn, timeZone },
        ...(subscription && {
          subscription_id: subscription.reference,
          interval: subscription.interval,
          interval_count: BigInt(subscription.intervalCount),
        }),
      },
    });
    return `/payments/${spellId("pay", id)}`;
  });
  return inSentences(result, { referral: "This referral" });
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
