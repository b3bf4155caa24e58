import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** Deletes sessions and half-finished sign-ins that have ended by themselves: nothing asks for them any more. */
export async function forgetExpiredSignIns({ ctx }: { ctx: Ctx }): Promise<void> {
  authorize(ctx, "team:manage");
  // Sessions live in real time, whatever the test clock says.
  const where = { expiresAt: { lt: new Date() } };
  await prisma().session.deleteMany({ where });
  await prisma().verification.deleteMany({ where });
}
