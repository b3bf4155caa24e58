import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import { Refused, refuseField } from "@/lib/verb/problem";
import { isPasswordOf } from "../password-hash";
import { inPasswordLane, type PasswordLane } from "../password-queue";
import { forgetAttempts, takeAttempt } from "../throttle";

/** Whoever acts, when it is a person: what an account page does is done to oneself. */
export function ownUserId(ctx: Ctx): string {
  if (ctx.actor.type !== "user") throw new Refused({ code: "unauthenticated" });
  return ctx.actor.id;
}

/** Where the passwords of a signed-in person are hashed: before those of people nobody knows. */
export function laneOf(userId: string): PasswordLane {
  return { name: `person ${userId}`, known: true };
}

/** Asks a signed-in person for their password again; wrong ones slow down as at sign-in. */
export async function confirmPassword(ctx: Ctx, password: string): Promise<void> {
  const userId = ownUserId(ctx);
  const gate = { attempt: "confirm-password", subject: userId } as const;
  const takeBack = await takeAttempt(gate);
  const account = await prisma().account.findFirst({
    where: { userId, providerId: "credential", password: { not: null } },
    select: { password: true },
  });
  const hash = account?.password ?? "";
  const right = await inPasswordLane(laneOf(userId), () => isPasswordOf({ hash, password })).catch(
    async (err: unknown) => {
      await takeBack();
      throw err;
    },
  );
  if (!right) refuseField("currentPassword", "invalid_value", "That is not your password.");
  await forgetAttempts(gate);
}
