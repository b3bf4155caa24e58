import { prisma } from "@/lib/db/prisma";
import { DAY_MS } from "@/lib/durations";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { FAILED_SIGN_INS_KEPT_DAYS } from "./failed-sign-ins";

/** Deletes sessions, half-finished sign-ins and known browsers that have ended by themselves, and old wrong attempts. */
export async function forgetExpiredSignIns({ ctx }: { ctx: Ctx }): Promise<void> {
  authorize(ctx, "team:manage");
  // Sessions live in real time, whatever the test clock says.
  const where = { expiresAt: { lt: new Date() } };
  await prisma().session.deleteMany({ where });
  await prisma().verification.deleteMany({ where });
  await prisma().knownBrowser.deleteMany({ where });
  const kept = new Date(Date.now() - FAILED_SIGN_INS_KEPT_DAYS * DAY_MS);
  await prisma().failedSignIn.deleteMany({ where: { occurredAt: { lt: kept } } });
}
