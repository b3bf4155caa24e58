import { z } from "zod";
import { listedMerchant } from "@/lib/auth/acting-merchant";
import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { LIST } from "@/lib/generated/sql/referrals/payouts/list-payout-runs/list";
import { cursorOf, type Direction, placeBeyond, readKeysetPage } from "@/lib/search/keyset";
import { cursorField } from "@/lib/search/search-fields";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { MARKED_WITHIN_DAYS } from "./mark-limits";
import { type PayoutRun, runFromRow } from "./payout-run";

/** What makes no sense in an address is left out, not refused. */
export const ListPayoutRuns = z.object({
  merchantId: z.string().optional(),
  /** Only those that should have been marked by now and are not. */
  unmarked: z.boolean().default(false),
  older: cursorField.optional().catch(undefined),
  newer: cursorField.optional().catch(undefined),
  rowsMax: z.number().int().min(1).default(50),
});
export type ListPayoutRuns = z.output<typeof ListPayoutRuns>;

export interface PayoutRunPage {
  rows: PayoutRun[];
  older: string | null;
  newer: string | null;
}

/** Payout runs of one merchant or of all, newest first, by keyset. */
export async function listPayoutRuns({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListPayoutRuns;
}): Promise<PayoutRunPage> {
  authorize(ctx, "programme:read");
  const filter = {
    merchantId: listedMerchant(ctx, input.merchantId) ?? undefined,
    ...(input.unmarked && { unmarkedBefore: new Date(ctx.now.getTime() - MARKED_WITHIN_DAYS * DAY_MS) }),
  };
  const read = (cursor: string | undefined, direction: Direction, limit: number) =>
    query(LIST, { ...filter, ...placeBeyond(cursor, direction), limit });
  const { rows, older, newer } = await readKeysetPage(input, input.rowsMax, read, cursorOf);
  return { rows: rows.map(runFromRow), older, newer };
}
