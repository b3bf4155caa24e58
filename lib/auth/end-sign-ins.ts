import type { PrismaTransaction } from "@/lib/db/sql";

/**
 * Ends what a person's password has opened so far: sessions, sign-ins that wait for their second factor, and browsers
 * that are known, all but the session named and the browser it belongs to.
 */
export async function endSignIns(
  { db }: PrismaTransaction,
  userId: string,
  { exceptSessionId }: { exceptSessionId?: string } = {},
): Promise<void> {
  const others = exceptSessionId === undefined ? {} : { not: exceptSessionId };
  await db.session.deleteMany({ where: { userId, id: others } });
  await db.knownBrowser.deleteMany({ where: { userId, sessionId: others } });
  // The library keeps whose turn it is with the second factor as the value.
  await db.verification.deleteMany({ where: { value: userId } });
}
