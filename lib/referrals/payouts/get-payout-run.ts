import { query } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/referrals/payouts/get-payout-run/by-id";
import { LINES } from "@/lib/generated/sql/referrals/payouts/get-payout-run/lines";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type PayoutLine, type PayoutRun, runFromRow } from "./payout-run";

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
  authorize(ctx, "programme:read");
  const [row] = await query(BY_ID, { id: readAnyId(input.id), merchantId: merchantBound(ctx.actor) });
  if (!row) throw new Refused({ code: "not_found", object: "Payout run", id: input.id });
  return { ...runFromRow(row), lines: await query(LINES, { rowId: row.id }) };
}
