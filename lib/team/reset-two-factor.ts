import { recordAudit } from "@/lib/audit/record";
import { endSignIns } from "@/lib/auth/end-sign-ins";
import { removeTwoFactor } from "@/lib/auth/remove-two-factor";
import { forgetAttemptsOn } from "@/lib/auth/throttle";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { NamePerson } from "./schemas";
import { authorizeOver, lockPerson, refuseOneself, type TeamMember } from "./team-member";

/** For a person who lost their phone: the password alone signs them in until they set a second factor up again. */
export async function resetTwoFactor({ ctx, input }: { ctx: Ctx; input: NamePerson }): Promise<TeamMember> {
  authorize(ctx, "team:manage");
  return prismaTransaction(async (tx) => {
    const person = await lockPerson(tx, input.userId);
    authorizeOver(ctx, person.role);
    refuseOneself(
      ctx,
      person,
      "Turn your own second factor off on your account page: it asks for your password.",
    );
    if (!(await removeTwoFactor(tx, person.id, ctx.now))) return person;
    await endSignIns(tx, person.id);
    await forgetAttemptsOn(tx, person);
    await recordAudit(tx, ctx, {
      action: "user.two_factor_reset",
      objectType: "user",
      objectId: person.id,
      data: { name: person.name },
    });
    return { ...person, twoFactorEnabled: false };
  });
}
