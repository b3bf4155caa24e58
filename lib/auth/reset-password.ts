import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { passwordHashOf } from "./insert-user";
import { NewPassword } from "./password";
import { Email } from "./schemas";

export const ResetPassword = z.object({ email: Email, password: NewPassword });
export type ResetPassword = z.output<typeof ResetPassword>;

const RESET = statement(`
  UPDATE account SET password = $2, updated_at = $3 FROM "user" u
  WHERE account.user_id = u.id AND u.email = $1 AND account.provider_id = 'credential' RETURNING u.id`);
const END_SESSIONS = statement("DELETE FROM session WHERE user_id = $1");

/** Gives a person another password, for whoever has the server at hand. Ends the person's sessions. */
export async function resetPassword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResetPassword;
}): Promise<{ id: string }> {
  authorize(ctx, "owners:manage");
  const hash = await passwordHashOf(input.password);
  return transaction(async (tx) => {
    const [person] = await run<{ id: string }>(RESET, [input.email, hash, ctx.now], tx);
    if (!person) refuseField("email", "invalid_value", "Nobody here has that e-mail address.");
    await run(END_SESSIONS, [person.id], tx);
    await recordAudit(tx, ctx, { action: "user.password_reset", objectType: "user", objectId: person.id });
    return { id: person.id };
  });
}
