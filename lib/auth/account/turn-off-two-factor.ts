import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { removeTwoFactor } from "../remove-two-factor";
import { confirmPassword, ownUserId } from "./own-account";
import type { ConfirmPassword } from "./schemas";

/** Turns one's own second factor off, after the password was given again. */
export async function turnOffTwoFactor({ ctx, input }: { ctx: Ctx; input: ConfirmPassword }): Promise<void> {
  const userId = ownUserId(ctx);
  await confirmPassword(ctx, input.currentPassword);
  await prismaTransaction(async (tx) => {
    if (!(await removeTwoFactor(tx, userId, ctx.now))) return;
    await recordAudit(tx, ctx, { action: "user.two_factor_disabled", objectType: "user", objectId: userId });
  });
}
