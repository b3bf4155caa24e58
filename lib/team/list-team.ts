import { INVITATION_SELECT, type Invitation, openInvitations, toInvitation } from "@/lib/auth/invitation";
import { prisma } from "@/lib/db/prisma";
import { query } from "@/lib/db/sql";
import { LIST_PEOPLE } from "@/lib/generated/sql/team/list-people";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { INVITATIONS_OPEN_MAX, PEOPLE_MAX } from "./schemas";
import type { TeamMember } from "./team-member";

export interface Member extends TeamMember {
  lastSignedInAt: Date | null;
}

export interface Team {
  people: Member[];
  /** Open ones alone, newest first. */
  invitations: Invitation[];
}

/** Everybody with an account, and everybody invited. There are never more than fit on one page. */
export async function listTeam({ ctx }: { ctx: Ctx }): Promise<Team> {
  authorize(ctx, "team:read");
  const [people, invitations] = await Promise.all([
    query(LIST_PEOPLE, { limit: PEOPLE_MAX }),
    prisma().invitation.findMany({
      where: openInvitations(ctx.now),
      select: INVITATION_SELECT,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: INVITATIONS_OPEN_MAX,
    }),
  ]);
  return { people, invitations: invitations.map((row) => toInvitation(row, ctx.now)) };
}
