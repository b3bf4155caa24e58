import { type Queryable, query } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/referrals/payouts/get-payout-run/by-id";
import { FILED_LINES } from "@/lib/generated/sql/referrals/payouts/get-payout-run/filed-lines";
import { FILES } from "@/lib/generated/sql/referrals/payouts/get-payout-run/files";
import { LINES } from "@/lib/generated/sql/referrals/payouts/get-payout-run/lines";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type PayoutFile, type PayoutLine, type PayoutRun, runFromRow } from "./payout-run";

export interface PayoutRunDetail extends PayoutRun {
  lines: PayoutLine[];
  /** Oldest first. */
  files: PayoutFile[];
}

/** One payout run with its lines by partner, by any spelling of its id; `not_found` also for another merchant's. */
export async function getPayoutRun({
  ctx,
  input,
  on,
}: {
  ctx: Ctx;
  input: { id: string };
  /** Reads it within a transaction. */
  on?: Queryable;
}): Promise<PayoutRunDetail> {
  authorize(ctx, "programme:read");
  const [row] = await query(BY_ID, { id: readAnyId(input.id), merchantId: merchantBound(ctx.actor) }, on);
  if (!row) throw new Refused({ code: "not_found", object: "Payout run", id: input.id });
  const rowId = row.id;
  const files = await query(FILES, { rowId }, on);
  const filed = new Map<string, PayoutLine["inFiles"]>();
  for (const { lineId, ...file } of await query(FILED_LINES, { rowId }, on))
    filed.set(lineId, [...(filed.get(lineId) ?? []), file]);
  const lines = (await query(LINES, { rowId }, on)).map((line) => ({
    ...line,
    inFiles: filed.get(line.id) ?? [],
  }));
  return { ...runFromRow(row), lines, files };
}
