import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type PayoutLine, type PayoutRun, type PayoutRunRow, RUN_COLUMNS, runFromRow } from "./payout-run";

export interface PayoutRunDetail extends PayoutRun {
  lines: PayoutLine[];
}

/** One payout run with its lines by partner, by any spelling of its id; `not_found` also for another merchant's. */
export async function getPayoutRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PayoutRunDetail> {
  authorize(ctx, "referrals:read");
  const [row] = await run<PayoutRunRow>(BY_ID, [readAnyId(input.id), merchantBound(ctx.actor)]);
  if (!row) throw new Refused({ code: "not_found", object: "Payout run", id: input.id });
  return { ...runFromRow(row), lines: await run<PayoutLine>(LINES, [row.id]) };
}

const BY_ID = statement(`
  SELECT ${RUN_COLUMNS} FROM payout_run u JOIN merchant m ON m.id = u.merchant_id
  WHERE u.id = $1 AND ($2::uuid IS NULL OR u.merchant_id = $2)`);

const LINES = statement(`
  SELECT l.id, l.partner_id AS "partnerId", n.name AS "partnerName", n.email AS "partnerEmail", l.currency, l.outcome,
    l.commissions_minor AS "commissionsMinor", l.clawbacks_minor AS "clawbacksMinor", l.amount_minor AS "amountMinor",
    l.minimum_minor AS "minimumMinor", l.commissions
  FROM payout_line l JOIN partner n ON n.id = l.partner_id
  WHERE l.payout_run_id = $1 ORDER BY l.outcome = 'paid' DESC, n.name, l.currency`);
