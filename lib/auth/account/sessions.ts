import { recordAudit } from "@/lib/audit/record";
import { prisma } from "@/lib/db/prisma";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { ownUserId } from "./own-account";
import type { EndSession } from "./schemas";

/** How many of one's sessions are shown, the newest. */
export const SESSIONS_SHOWN_MAX = 50;

export interface OwnSession {
  id: string;
  address: string | null;
  browser: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** Where one is signed in, newest first. */
export async function listSessions({ ctx }: { ctx: Ctx }): Promise<OwnSession[]> {
  const sessions = await prisma().session.findMany({
    // Sessions live in real time, whatever the test clock says.
    where: { userId: ownUserId(ctx), expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SESSIONS_SHOWN_MAX,
  });
  return sessions.map(({ id, ipAddress, userAgent, createdAt, expiresAt }) => ({
    id,
    address: ipAddress,
    browser: userAgent,
    createdAt,
    expiresAt,
  }));
}

/** Signs oneself out somewhere else: that browser is not known any more. A session of another person, or one that has ended, is left as it is. */
export async function endSession({ ctx, input }: { ctx: Ctx; input: EndSession }): Promise<void> {
  const userId = ownUserId(ctx);
  await prismaTransaction(async (tx) => {
    const { count } = await tx.db.session.deleteMany({ where: { userId, id: input.sessionId } });
    if (count === 0) return;
    await tx.db.knownBrowser.deleteMany({ where: { userId, sessionId: input.sessionId } });
    await recordAudit(tx, ctx, { action: "user.session_ended", objectType: "user", objectId: userId });
  });
}
