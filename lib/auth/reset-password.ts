import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { endSignIns } from "./end-sign-ins";
import { NewPassword } from "./password";
import { passwordHashOf } from "./password-hash";
import { Email } from "./schemas";
import { forgetAttemptsOn } from "./throttle";

export const ResetPassword = z.object({ email: Email, password: NewPassword });
export type ResetPassword = z.output<typeof ResetPassword>;

/** Gives a person another password, for whoever has the server at hand. Ends all that the old one opened; a second factor stays on. */
export async function resetPassword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResetPassword;
}): Promise<{ id: string; twoFactorEnabled: boolean }> {
  authorize(ctx, "owners:manage");
  const hash = await passwordHashOf(input.password);
  return prismaTransaction(async (tx) => {
    const person = await tx.db.user.findUnique({
      where: { email: input.email },
      select: { id: true, email: true, twoFactorEnabled: true },
    });
    const { count } = await tx.db.account.updateMany({
      where: { userId: person?.id ?? "", providerId: "credential" },
      data: { password: hash, updatedAt: ctx.now },
    });
    if (!person || count === 0) refuseField("email", "invalid_value", "Nobody here has that e-mail address.");
    await endSignIns(tx, person.id);
    // Nobody is known any more, so that strangers who go on trying would keep the rightful person out.
    await forgetAttemptsOn(tx, person);
    await recordAudit(tx, ctx, { action: "user.password_reset", objectType: "user", objectId: person.id });
    return person;
  });
}
