import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import { spelledAs } from "@/lib/text/spellings";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { lockBankAccount } from "./bank-account";

/** Merges bank details' metadata: nothing is taken away, and two at once lose nothing. Refuses with `invalid_id` or `not_found`. */
export async function updateBankAccountMetadata({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; metadata: Record<string, string> };
}): Promise<void> {
  authorize(ctx, "payments:create");
  await prismaTransaction(async (tx) => {
    const { id, merchantId, metadata: before } = await lockBankAccount(tx, ctx, input.id);
    const given = spelledAs(before, input.metadata);
    const changed = Object.entries(given).filter(([key, value]) => before[key] !== value);
    if (changed.length === 0) return;
    const metadata = { ...before, ...given };
    await tx.db.connectedBankAccount.update({ where: { id }, data: { metadata } });
    await recordAudit(tx, ctx, {
      action: "bank_account.metadata_changed",
      objectType: "bank_account",
      objectId: id,
      merchantId,
      data: { metadata: Object.fromEntries(changed) },
    });
  });
}
