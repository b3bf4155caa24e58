import { query } from "@/lib/db/sql";
import { LAST } from "@/lib/generated/sql/referrals/payouts/preview-payout/last";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { approveDueBefore } from "../commissions/approve-due";
import { readPayables } from "./payable";
import { dayAfter, dayOf, type Period } from "./period";
import { fingerprintOf, type PlannedLine, planPayout } from "./plan-payout";

export interface PayoutPreview {
  period: Period;
  lines: PlannedLine[];
  /** Sent back with the click: a run pays what its preview showed, or nothing. */
  fingerprint: string;
}

/** What a payout run would pay now, and what it would carry over. */
export async function previewPayout({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { merchantId: string; period?: Period | undefined };
}): Promise<PayoutPreview> {
  authorize(ctx, "referrals:read");
  await approveDueBefore(ctx);
  const period = input.period ?? (await nextPeriod(ctx, input.merchantId));
  const lines = planPayout(await readPayables(input.merchantId, period));
  return { period, lines, fingerprint: fingerprintOf(lines) };
}

/** From the day after the last run to today. */
async function nextPeriod(ctx: Ctx, merchantId: string): Promise<Period> {
  const today = dayOf(ctx.now);
  const [last] = await query(LAST, { merchantId });
  const from = last?.end ? dayAfter(last.end) : (last?.first ?? today);
  return { from: from < today ? from : today, through: today };
}
