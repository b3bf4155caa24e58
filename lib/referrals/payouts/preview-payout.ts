import { query } from "@/lib/db/sql";
import { OLDEST_DUE } from "@/lib/generated/sql/referrals/payouts/preview-payout/oldest-due";
import type { Ctx } from "@/lib/verb/context";
import { authorize, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { approveDueBefore } from "../commissions/approve-due";
import { readPayables } from "./payable";
import { dayOf, type Period } from "./period";
import { fingerprintOf, type PlannedLine, planPayout } from "./plan-payout";

/** A line as it is looked at: its commissions are in the fingerprint. */
export type PreviewedLine = Omit<PlannedLine, "commissionIds">;

export interface PayoutPreview {
  period: Period;
  lines: PreviewedLine[];
  /** Sent back with the click: a run pays what its preview showed, or nothing. */
  fingerprint: string;
}

/** What a payout run would pay now, and what it would carry over. */
export async function previewPayout({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { merchantId: string; partnerId?: string | undefined; period?: Period | undefined };
}): Promise<PayoutPreview> {
  authorize(ctx, "programme:read");
  refuseBeyondMerchant(ctx, input.merchantId);
  await approveDueBefore(ctx);
  const period = input.period ?? (await openPeriod(ctx, input));
  const lines = planPayout(await readPayables({ ...input, period }));
  return {
    period,
    lines: lines.map(({ commissionIds: _, ...line }) => line),
    fingerprint: fingerprintOf(lines),
  };
}

/** From the day the oldest open commission was approved to today: nothing that waits is left out of it. */
export async function openPeriod(
  ctx: Ctx,
  { merchantId, partnerId }: { merchantId?: string | undefined; partnerId?: string | undefined },
): Promise<Period> {
  const today = dayOf(ctx.now);
  const [oldest] = await query(OLDEST_DUE, {
    ...(merchantId && { merchantId }),
    ...(partnerId && { partnerId }),
  });
  return { from: oldest?.day && oldest.day < today ? oldest.day : today, through: today };
}
