import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { lockMerchant } from "./lock-merchant";
import { newRedirectSecret } from "./redirect-secret";
import type { RotateRedirectSecret } from "./schemas";

/** Replaces the secret that signs a merchant's redirects, at once, and gives the new one. */
export async function rotateRedirectSecret({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RotateRedirectSecret;
}): Promise<{ secret: string }> {
  authorize(ctx, "merchants:manage");
  return prismaTransaction(async (tx) => {
    const merchant = await lockMerchant(tx, input.id);
    if (merchant.redirectSecretVersion !== input.replaces) {
      throw new Refused({
        code: "conflict",
        message: "The secret was replaced since this page was loaded. Reload it.",
      });
    }
    const { secret, sealed } = newRedirectSecret(input.id);
    await tx.db.merchant.update({
      where: { id: input.id },
      data: {
        redirectSecretSealed: sealed,
        redirectSecretVersion: { increment: 1 },
        updatedAt: ctx.now,
      },
    });
    await recordAudit(tx, ctx, {
      action: "merchant.redirect_secret_rotated",
      objectType: "merchant",
      objectId: input.id,
      merchantId: input.id,
      data: { name: merchant.name },
    });
    return { secret };
  });
}
