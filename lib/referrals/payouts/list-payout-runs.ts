import { query } from "@/lib/db/sql";
import { LIST } from "@/lib/generated/sql/referrals/payouts/list-payout-runs/list";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { type PayoutRun, runFromRow } from "./payout-run";

/** How many runs the list goes back; years of monthly runs. */
export const RUNS_LISTED_MAX = 100;

/** The newest payout runs, newest first. */
export async function listPayoutRuns({ ctx }: { ctx: Ctx }): Promise<PayoutRun[]> {
  authorize(ctx, "referrals:read");
  const rows = await query(LIST, { merchantId: merchantBound(ctx.actor), runsListedMax: RUNS_LISTED_MAX });
  return rows.map(runFromRow);
}
