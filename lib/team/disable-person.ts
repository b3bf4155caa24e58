import { recordAudit } from "@/lib/audit/record";
import { endSignIns } from "@/lib/auth/end-sign-ins";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { authorizeOver, lockPerson, type Person, refuseLastOwner, refuseOneself } from "./person";
import type { NamePerson } from "./schemas";

/** Shuts a person out: every session ends with its next request, and none can begin. What they did stays theirs. */
export async function disablePerson({ ctx, input }: { ctx: Ctx; input: NamePerson }): Promise<Person> {
  authorize(ctx, "team:manage");
  return prismaTransaction(async (tx) => {
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
    await recordAudit(tx, ctx, {
      action: "user.disabled",
      objectType: "user",
      objectId: person.id,
      data: { name: person.name },
    });
    return { ...person, disabledAt: ctx.now };
  });
}
