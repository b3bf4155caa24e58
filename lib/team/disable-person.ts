import { recordAudit } from "@/lib/audit/record";
import { endSignIns } from "@/lib/auth/end-sign-ins";
import { prismaTransaction } from "@/lib/db/sql";
import { clearKeyCache } from "@/lib/keys/key-cache";
import { revokeKeysMadeBy } from "@/lib/keys/revoke-key";
import { endStreamsOf } from "@/lib/live/open-streams";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { DisablePerson } from "./schemas";
import { authorizeOver, lockPerson, refuseLastOwner, refuseOneself, type TeamMember } from "./team-member";
import { voidInvitations } from "./void-invitations";

/**
 * Shuts a person out: their sessions and streams end, none can begin, and their open invitations are withdrawn. The keys
 * they made go on, for they belong to programs of the merchants, unless they are to be revoked too. What they did stays
 * theirs.
 */
export async function disablePerson({ ctx, input }: { ctx: Ctx; input: DisablePerson }): Promise<TeamMember> {
  authorize(ctx, "team:manage");
  const disabled = await prismaTransaction(async (tx) => {
    const person = await lockPerson(tx, input.userId);
    authorizeOver(ctx, person.role);
    refuseOneself(ctx, person, "You cannot disable yourself. Ask somebody else who manages the team.");
    if (person.disabledAt) return person;
    await refuseLastOwner(tx, person, "disabled");
    await tx.db.user.update({
      where: { id: person.id },
      data: { disabledAt: ctx.now, updatedAt: ctx.now },
    });
    await endSignIns(tx, person.id);
    await voidInvitations(tx, ctx, { id: person.id, role: null });
    if (input.revokeKeys) await revokeKeysMadeBy(tx, ctx, person.id);
    await recordAudit(tx, ctx, {
      action: "user.disabled",
      objectType: "user",
      objectId: person.id,
      data: { name: person.name, keysRevoked: input.revokeKeys === true },
    });
    return { ...person, disabledAt: ctx.now };
  });
  endStreamsOf(disabled.id);
  clearKeyCache();
  return disabled;
}
