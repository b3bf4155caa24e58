import { recordAudit } from "@/lib/audit/record";
import { forgetAttemptsOn } from "@/lib/auth/throttle";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { NamePerson } from "./schemas";
import { authorizeOver, lockPerson, type TeamMember } from "./team-member";

/** Lets a disabled person sign in again, with the password and the second factor they had. */
export async function enablePerson({ ctx, input }: { ctx: Ctx; input: NamePerson }): Promise<TeamMember> {
  authorize(ctx, "team:manage");
  return prismaTransaction(async (tx) => {
    const person = await lockPerson(tx, input.userId);
    authorizeOver(ctx, person.role);
    if (!person.disabledAt) return person;
    await tx.db.user.update({ where: { id: person.id }, data: { disabledAt: null, updatedAt: ctx.now } });
    await forgetAttemptsOn(tx, person);
    await recordAudit(tx, ctx, {
      action: "user.enabled",
      objectType: "user",
      objectId: person.id,
      data: { name: person.name },
    });
    return { ...person, disabledAt: null };
  });
}
