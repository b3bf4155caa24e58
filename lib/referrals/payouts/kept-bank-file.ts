import { recordAudit } from "@/lib/audit/record";
import { openIfKeyIsHere } from "@/lib/crypto/seal";
import { type Queryable, queryOne } from "@/lib/db/sql";
import { KEPT } from "@/lib/generated/sql/referrals/payouts/bank-file/kept";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import type { BankFileFormat, PayoutRun } from "./payout-run";

/** A file for the bank, as it is given out. */
export interface BankFile {
  name: string;
  format: BankFileFormat;
  text: string;
}

/** What a file of a payout is sealed for, so that it opens in its own row only. */
export function bankFilePurpose(id: string): string {
  return `payout-file:${id}:text`;
}

/**
 * Gives out a file of a run once more, as it was made, to the character, and writes down that it did; null where there is no such
 * file. Refuses with `not_found` another run's, and with `conflict` what cannot be read any more.
 */
export async function giveOutAgain(
  tx: Queryable,
  ctx: Ctx,
  run: Pick<PayoutRun, "id" | "merchantId">,
  fileId: string,
): Promise<BankFile | null> {
  const kept = await queryOne(KEPT, { fileId }, tx);
  if (!kept) return null;
  if (kept.runId !== run.id) throw new Refused({ code: "not_found", object: "Payout file", id: fileId });
  const { format, messageId, name, textSealed, payments } = kept;
  const text = textSealed && openIfKeyIsHere(textSealed, bankFilePurpose(fileId));
  if (text === null)
    throw new Refused({
      code: "conflict",
      message: textSealed
        ? "This file was sealed with a key that the server does not have any more."
        : "This file was made before files were kept.",
    });
  await recordAudit(tx, ctx, {
    action: "payout_run.exported_again",
    objectType: "payout_run",
    objectId: run.id,
    merchantId: run.merchantId,
    data: { format, payments, fileId, ...(messageId && { messageId }) },
  });
  return { name, format, text };
}
