import { inTimeOf } from "@/lib/clock/own-time";
import { query } from "@/lib/db/sql";
import { DUE_MERCHANTS } from "@/lib/generated/sql/referrals/payouts/preview-every-payout/due-merchants";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { problemOf } from "@/lib/verb/problem";
import { approveDueBefore } from "../commissions/approve-due";
import type { Period } from "./period";
import { MERCHANTS_PREVIEWED_MAX } from "./preview-limits";
import { openPeriod, type PayoutPreview, previewPayout } from "./preview-payout";

/** What is due of one merchant, or why it cannot be said. */
export type MerchantPayout = { merchantId: string; merchantName: string } & (
  | { preview: PayoutPreview }
  | { refusal: string }
);

export interface DuePayouts {
  period: Period;
  /** Merchants of whom something is due within the period, by name. */
  merchants: MerchantPayout[];
  /** Whether there are more merchants than are previewed at once. */
  more: boolean;
}

/** What payout runs would pay now of every merchant the actor may see, of one of them, or to one partner alone. */
export async function previewEveryPayout({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { merchantId?: string | undefined; partnerId?: string | undefined; period?: Period | undefined };
}): Promise<DuePayouts> {
  authorize(ctx, "programme:read");
  await approveDueBefore(ctx);
  const { partnerId } = input;
  if (input.merchantId) refuseBeyondMerchant(ctx, input.merchantId);
  const merchantId = merchantBound(ctx.actor) ?? input.merchantId;
  const period = input.period ?? (await openPeriod(ctx, { merchantId, partnerId }));
  const scope = { ...(merchantId && { merchantId }), ...(partnerId && { partnerId }) };
  const found = await query(DUE_MERCHANTS, { limit: MERCHANTS_PREVIEWED_MAX + 1, ...scope });
  const merchants: MerchantPayout[] = [];
  for (const { id, name } of found.slice(0, MERCHANTS_PREVIEWED_MAX)) {
    const due = await dueOf(inTimeOf(ctx, id), { merchantId: id, partnerId, period });
    if ("refusal" in due || due.preview.lines.length > 0)
      merchants.push({ merchantId: id, merchantName: name, ...due });
  }
  return { period, merchants, more: found.length > MERCHANTS_PREVIEWED_MAX };
}

/** That one merchant has too much due for a run hides nothing of the others. */
async function dueOf(
  ctx: Ctx,
  input: { merchantId: string; partnerId: string | undefined; period: Period },
): Promise<{ preview: PayoutPreview } | { refusal: string }> {
  try {
    return { preview: await previewPayout({ ctx, input }) };
  } catch (err) {
    const problem = problemOf(err);
    if (problem?.code !== "conflict") throw err;
    return { refusal: problem.message };
  }
}
