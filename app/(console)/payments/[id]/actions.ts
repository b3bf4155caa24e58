"use server";

import { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { currentReader } from "@/components/ui/current-reader";
import { AskAgain, askAgain } from "@/lib/jobs/ask-again";
import { RefundPayment, refundPayment } from "@/lib/kinds/refund-payment";
import { SubmitEvidence, submitEvidence } from "@/lib/kinds/submit-evidence";
import { amountRule, parseMoney } from "@/lib/money/format";
import type { AttemptState } from "@/lib/payments/attempt";
import { CancelPayment, cancelPayment } from "@/lib/payments/cancel-payment";
import type { EvidenceResult } from "@/lib/payments/evidence/settle-evidence";
import { getPayment } from "@/lib/payments/get-payment";
import type { RefundResult } from "@/lib/payments/refunds/settle-refund";
import { ReversePolicyPayment, reversePolicyPayment } from "@/lib/policies/payments/reverse-policy-payment";
import {
  UndoReferralPayment,
  type UndoResult,
  undoReferralPayment,
} from "@/lib/referrals/payments/undo-referral-payment";
import { refuseField } from "@/lib/verb/problem";

export async function cancel(input: CancelPayment): Promise<ActionResult<null>> {
  return runAction(CancelPayment, input, async (call) => {
    await cancelPayment(call);
    return null;
  });
}

export async function undo(input: UndoReferralPayment): Promise<ActionResult<UndoResult["outcome"]>> {
  return runAction(UndoReferralPayment, input, async (call) => {
    const { outcome } = await undoReferralPayment(call);
    return outcome;
  });
}

export async function reverse(input: ReversePolicyPayment): Promise<ActionResult<null>> {
  return runAction(ReversePolicyPayment, input, async (call) => {
    await reversePolicyPayment(call);
    return null;
  });
}

const EvidenceForm = SubmitEvidence.extend({
  sure: z.boolean().refine((sure) => sure, "Say that you know it: nothing can be added afterwards."),
});

export async function sendEvidence(
  input: z.input<typeof EvidenceForm>,
): Promise<ActionResult<EvidenceResult["outcome"]>> {
  return runAction(EvidenceForm, input, async ({ ctx, input: { sure: _, ...rest } }) => {
    const { outcome } = await submitEvidence({ ctx, input: rest });
    return outcome;
  });
}

export async function askProviderAgain(input: AskAgain): Promise<ActionResult<AttemptState>> {
  return runAction(AskAgain, input, async (call) => (await askAgain(call)).state);
}

/** As the form sends it: the amount as its reader writes amounts. */
const RefundForm = RefundPayment.omit({ amountMinor: true }).extend({ amount: z.string().max(100) });

export async function refund(
  input: z.input<typeof RefundForm>,
): Promise<ActionResult<RefundResult["outcome"]>> {
  return runAction(RefundForm, input, async ({ ctx, input: { amount, ...rest } }) => {
    const [{ payment }, { locale }] = await Promise.all([getPayment({ ctx, input: rest }), currentReader()]);
    const { currency, precision } = payment;
    const amountMinor =
      parseMoney(amount, currency, locale, precision) ??
      refuseField("amount", "invalid_format", amountRule(precision, locale));
    return (await refundPayment({ ctx, input: { ...rest, amountMinor } })).outcome;
  });
}
