import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { refuseField } from "@/lib/verb/problem";
import { passwordHashOf } from "../insert-user";
import { isTheirOwnName } from "../password";
import type { Operator } from "../session";
import { confirmPassword } from "./own-account";
import type { ChangePassword } from "./schemas";

const CHANGE = statement(`
  UPDATE account SET password = $2, updated_at = $3 WHERE user_id = $1 AND provider_id = 'credential'`);
const END_OTHERS = statement("DELETE FROM session WHERE user_id = $1 AND id <> $2");

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
  const hash = await passwordHashOf(input.newPassword);
  await transaction(async (tx) => {
    await run(CHANGE, [id, hash, ctx.now], tx);
    await run(END_OTHERS, [id, sessionId], tx);
    await recordAudit(tx, ctx, { action: "user.password_changed", objectType: "user", objectId: id });
  });
}
