import { recordAudit } from "@/lib/audit/record";
import { KeyMissing } from "@/lib/crypto/seal";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { lockMerchant, noSuchMerchant } from "./lock-merchant";
import { redirectSecretOf } from "./redirect-secret";
import type { NameMerchant } from "./schemas";

/** Shows the secret that signs a merchant's redirects. Who looked at it is audited. Refuses with `conflict` when its key is gone. */
export async function revealRedirectSecret({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: NameMerchant;
}): Promise<{ secret: string }> {
  authorize(ctx, "merchants:manage");
  return prismaTransaction(async (tx) => {
    const { name } = await lockMerchant(tx, input.id);
    const secret = await redirectSecretOf(input.id, tx.db).catch(explained);
    if (secret === null) throw noSuchMerchant(input.id);
    await recordAudit(tx, ctx, {
      action: "merchant.redirect_secret_revealed",
      objectType: "merchant",
      objectId: input.id,
      merchantId: input.id,
      data: { name },
    });
    return { secret };
  });
}

function explained(err: unknown): never {
  if (!(err instanceof KeyMissing)) throw err;
  throw new Refused({
    code: "conflict",
    message:
      "This secret was sealed with a key that the server does not have any more: replace it, or ask whoever runs the server (npm run doctor).",
  });
}
