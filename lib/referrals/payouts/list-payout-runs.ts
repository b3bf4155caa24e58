import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { LIST } from "@/lib/generated/sql/referrals/payouts/list-payout-runs/list";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { MARKED_WITHIN_DAYS } from "./mark-limits";
import { type PayoutRun, runFromRow } from "./payout-run";

/** How many runs the list goes back; years of monthly runs. */
export const RUNS_LISTED_MAX = 100;

/** The newest payout runs, newest first: all of them, or those that should have been marked by now and are not. */
export async function listPayoutRuns({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: { unmarked?: boolean };
}): Promise<PayoutRun[]> {
  authorize(ctx, "programme:read");
  const rows = await query(LIST, {
    merchantId: merchantBound(ctx.actor),
    runsListedMax: RUNS_LISTED_MAX,
    ...(input.unmarked && { unmarkedBefore: new Date(ctx.now.getTime() - MARKED_WITHIN_DAYS * DAY_MS) }),
  });
  return rows.map(runFromRow);
}
