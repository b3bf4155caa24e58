import { verifyPassword } from "better-auth/crypto";
import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { Refused, refuseField } from "@/lib/verb/problem";
import { forgetAttempts, takeAttempt } from "../throttle";

/** Whoever acts, when it is a person: what an account page does is done to oneself. */
export function ownUserId(ctx: Ctx): string {
  if (ctx.actor.type !== "user") throw new Refused({ code: "unauthenticated" });
  return ctx.actor.id;
}

const PASSWORD = statement(`
  SELECT password FROM account WHERE user_id = $1 AND provider_id = 'credential' AND password IS NOT NULL`);

/** Asks a signed-in person for their password again; wrong ones slow down as at sign-in. */
export async function confirmPassword(ctx: Ctx, password: string): Promise<void> {
  const userId = ownUserId(ctx);
  await takeAttempt("confirm-password", userId);
  const [row] = await run<{ password: string }>(PASSWORD, [userId]);
  if (!row || !(await verifyPassword({ hash: row.password, password }))) {
    refuseField("currentPassword", "invalid_value", "That is not your password.");
  }
  await forgetAttempts("confirm-password", userId);
}
