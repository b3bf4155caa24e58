import { openInvitations } from "@/lib/auth/invitation";
import { oneOf } from "@/lib/db/one-of";
import { prisma } from "@/lib/db/prisma";
import { workingKeys } from "@/lib/keys/working-keys";
import { streamsOf } from "@/lib/live/open-streams";
import type { Ctx } from "@/lib/verb/context";
import { authorize, ROLES } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { NamePerson } from "./schemas";
import { authorizeOver } from "./team-member";

/** How many of each are named before a person is disabled; the rest is counted. */
export const CONSEQUENCES_NAMED_MAX = 20;

/** What hangs on a person: what ends with them, and what goes on unless it is ended too. */
export interface DisableConsequences {
  sessions: { address: string | null; browser: string | null; createdAt: Date }[];
  sessionCount: number;
  /** Pages that follow live, in this process. */
  streamCount: number;
  /** Addresses they invited who have not accepted yet. */
  invitations: string[];
  /** Keys they made that work. */
  keys: { name: string; hint: string; merchant: string | null; lastUsedAt: Date | null }[];
  keyCount: number;
}

/** What would become of a person's sessions, streams, invitations and keys. Asked before they are disabled. */
export async function disableConsequences({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: NamePerson;
}): Promise<DisableConsequences> {
  authorize(ctx, "team:manage");
  const { userId } = input;
  const person = await prisma().user.findUnique({ where: { id: userId }, select: { role: true } });
  if (!person) throw new Refused({ code: "not_found", object: "person", id: userId });
  authorizeOver(ctx, oneOf(ROLES, person.role));
  // Sessions live in real time, whatever the test clock says.
  const signedIn = { userId, expiresAt: { gt: new Date() } };
  const working = workingKeys(userId, ctx.now);
  const [sessions, sessionCount, invited, keys, keyCount] = await Promise.all([
    prisma().session.findMany({
      where: signedIn,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: CONSEQUENCES_NAMED_MAX,
      select: { ipAddress: true, userAgent: true, createdAt: true },
    }),
    prisma().session.count({ where: signedIn }),
    prisma().invitation.findMany({
      where: { ...openInvitations(ctx.now), createdBy: userId },
      select: { email: true },
      orderBy: { email: "asc" },
    }),
    prisma().apiKey.findMany({
      where: working,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: CONSEQUENCES_NAMED_MAX,
      select: { name: true, secretHint: true, lastUsedAt: true, merchant: { select: { name: true } } },
    }),
    prisma().apiKey.count({ where: working }),
  ]);
  return {
    sessions: sessions.map(({ ipAddress, userAgent, createdAt }) => ({
      address: ipAddress,
      browser: userAgent,
      createdAt,
    })),
    sessionCount,
    streamCount: streamsOf(userId).length,
    invitations: invited.flatMap(({ email }) => email ?? []),
    keys: keys.map(({ name, secretHint, lastUsedAt, merchant }) => ({
      name,
      hint: secretHint,
      merchant: merchant?.name ?? null,
      lastUsedAt,
    })),
    keyCount,
  };
}
