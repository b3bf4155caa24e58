import { z } from "zod";
import { transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { getPayoutRun } from "./get-payout-run";
import { type BankFile, giveOutAgain } from "./kept-bank-file";

export const GetBankFileAgain = z.object({ runId: z.string(), fileId: z.uuid() });
export type GetBankFileAgain = z.output<typeof GetBankFileAgain>;

/**
 * The same file for the bank again, unchanged: a SEPA order has the message id it had, so that a bank refuses it the second
 * time. Refuses with `not_found`, and with `conflict` one that was not kept.
 */
export async function getBankFileAgain({
  ctx,
  input: { runId, fileId },
}: {
  ctx: Ctx;
  input: GetBankFileAgain;
}): Promise<BankFile> {
  authorize(ctx, "payouts:export");
  return transaction(async (tx) => {
    const run = await getPayoutRun({ ctx, input: { id: runId }, on: tx });
    const file = await giveOutAgain(tx, ctx, run, fileId);
    if (!file) throw new Refused({ code: "not_found", object: "Payout file", id: fileId });
    return file;
  });
}
