import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { ChangeRole } from "./schemas";
import { authorizeOver, lockPerson, refuseLastOwner, type TeamMember } from "./team-member";
import { voidInvitations } from "./void-invitations";

/** Gives a person another role, which counts from their next request on, and for what they invited. The last owner stays one. */
export async function changeRole({ ctx, input }: { ctx: Ctx; input: ChangeRole }): Promise<TeamMember> {
  authorize(ctx, "team:manage");
  return prismaTransaction(async (tx) => {
    const person = await lockPerson(tx, input.userId);
    authorizeOver(ctx, person.role, input.role);
    if (person.role === input.role) return person;
    await refuseLastOwner(tx, person, "given another role");
    await tx.db.user.update({ where: { id: person.id }, data: { role: input.role, updatedAt: ctx.now } });
    await voidInvitations(tx, ctx, { id: person.id, role: input.role });
    await recordAudit(tx, ctx, {
      action: "user.role_changed",
      objectType: "user",
      objectId: person.id,
      data: { name: person.name, from: person.role, to: input.role },
    });
    return { ...person, role: input.role };
  });
}
