"use server";

import { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { currentReader } from "@/components/ui/current-reader";
import { metadataField } from "@/lib/connected/fields";
import { updatePaymentMetadata } from "@/lib/connected/payments/update-payment-metadata";
import { formId } from "@/lib/db/made-before";
import { readInstant } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { amountRule, parseMoney } from "@/lib/money/format";
import { REASON_LENGTH_MAX } from "@/lib/payments/cancel-payment";
import { getPayment } from "@/lib/payments/get-payment";
import { movesMoney, reportableStatuses } from "@/lib/payments/life-cycle";
import type { Payment } from "@/lib/payments/payment";
import { PAYMENT_STATUSES, type PaymentStatus } from "@/lib/payments/status";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { whenRefused } from "./_adjustments/when-refused";

/** As the form sends it: the amount as its reader writes amounts, the time as an ISO instant. */
const AdjustmentForm = z.object({
  formId,
  id: z.string(),
  status: z.enum(PAYMENT_STATUSES, "Choose what happened."),
  amount: z.string(),
  createdAt: z.iso.datetime("Give the day and the time it happened."),
  /** Empty where it is no dispute, or nobody knows. */
  respondBy: z.literal("").or(z.iso.datetime("Give the day and the time, or leave it empty.")),
  reference: z.string().trim().min(1, "Give the provider's reference, or one of your own.").max(1_000),
  reason: z
    .string()
    .trim()
    .min(1, "Say why: whoever reads the history will want to know.")
    .max(REASON_LENGTH_MAX),
});

export async function addAdjustment(
  form: z.input<typeof AdjustmentForm>,
): Promise<ActionResult<{ changed: boolean }>> {
  return runAction(AdjustmentForm, form, async ({ ctx, input: { formId: id, ...input } }) => {
    // The verb asks again: nobody else is told what may follow.
    authorize(ctx, "payments:adjust");
    const { payment } = await getPayment({ ctx, input });
    const createdAt = readInstant(input.createdAt);
    if (!createdAt)
      return refuseField("createdAt", "invalid_format", "Give the day and the time it happened.");
    const respondBy = input.respondBy === "" ? undefined : new Date(input.respondBy);
    if (respondBy && respondBy <= createdAt.occurredAt)
      refuseField("respondBy", "invalid_value", "A dispute is answered after it was opened.");
    const { locale } = await currentReader();
    const amount = movesMoney(input.status)
      ? parseMoney(input.amount, payment.currency, locale, payment.precision)
      : payment.amountMinor;
    if (amount === null || amount < 0n)
      return refuseField("amount", "invalid_format", amountRule(payment.precision, locale));
    const sent = { ...input, id: payment.id, amount: movesMoney(input.status) ? amount : null };
    const judge = (now: Payment) => refuseUnfit(now, { ...input, happenedAt: createdAt.occurredAt }, ctx.now);
    return addPaymentAdjustment({
      ctx,
      input: { ...input, id: payment.id, createdAt, amount, respondBy },
      form: { id, sent, judge },
    });
  });
}

/** What the payment, as it is now, cannot have had happen. */
function refuseUnfit(
  payment: Payment,
  { status, happenedAt }: { status: PaymentStatus; happenedAt: Date },
  now: Date,
): void {
  if (!reportableStatuses(payment.kind, payment.status).includes(status))
    refuseField(
      "status",
      "not_allowed",
      "This does not follow from the state the payment is in now. Reload the page.",
    );
  const wrongTime = whenRefused(payment, happenedAt, now);
  if (wrongTime) refuseField("createdAt", "invalid_value", wrongTime);
}

const MetadataForm = z.object({ id: z.string(), metadata: metadataField });

export async function saveMetadata(form: z.input<typeof MetadataForm>): Promise<ActionResult<null>> {
  return runAction(MetadataForm, form, async (call) => {
    if (Object.keys(call.input.metadata).length > 0) await updatePaymentMetadata(call);
    return null;
  });
}
