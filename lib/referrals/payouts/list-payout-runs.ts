import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { type PayoutRun, type PayoutRunRow, RUN_COLUMNS, runFromRow } from "./payout-run";

/** How many runs the list goes back; years of monthly runs. */
export const RUNS_LISTED_MAX = 100;

/** The newest payout runs, newest first. */
export async function listPayoutRuns({ ctx }: { ctx: Ctx }): Promise<PayoutRun[]> {
  authorize(ctx, "referrals:read");
  const rows = await run<PayoutRunRow>(LIST, [merchantBound(ctx.actor), RUNS_LISTED_MAX]);
  return rows.map(runFromRow);
}

const LIST = statement(`
  SELECT ${RUN_COLUMNS} FROM payout_run u JOIN merchant m ON m.id = u.merchant_id
  WHERE $1::uuid IS NULL OR u.merchant_id = $1 ORDER BY u.created_at DESC, u.id DESC LIMIT $2`);
