import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { refuseField } from "@/lib/verb/problem";
import { endSignIns } from "../end-sign-ins";
import { isTheirOwnName } from "../password";
import { passwordHashOf } from "../password-hash";
import { inPasswordLane } from "../password-queue";
import type { Operator } from "../session";
import { confirmPassword, laneOf } from "./own-account";
import type { ChangePassword } from "./schemas";

/** Changes one's own password, and ends every session but this one. */
export async function changePassword({
  ctx,
  input,
}: {
  ctx: Ctx & { actor: Operator };
  input: ChangePassword;
}): Promise<void> {
  const { id, email, sessionId } = ctx.actor;
  if (isTheirOwnName(input.newPassword, email)) {
    refuseField("newPassword", "not_allowed", "Choose a password without your own name in it.");
  }
  await confirmPassword(ctx, input.currentPassword);
  const hash = await inPasswordLane(laneOf(id), () => passwordHashOf(input.newPassword));
  await prismaTransaction(async (tx) => {
    await tx.db.account.updateMany({
      where: { userId: id, providerId: "credential" },
      data: { password: hash, updatedAt: ctx.now },
    });
    await endSignIns(tx, id, { exceptSessionId: sessionId });
    await recordAudit(tx, ctx, { action: "user.password_changed", objectType: "user", objectId: id });
  });
}
