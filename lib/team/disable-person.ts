import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { authorizeOver, lockPerson, type Person, refuseLastOwner, refuseOneself } from "./person";
import type { NamePerson } from "./schemas";

const DISABLE = statement(`UPDATE "user" SET disabled_at = $2, updated_at = $2 WHERE id = $1`);
const END_SESSIONS = statement("DELETE FROM session WHERE user_id = $1");

/** Shuts a person out: every session ends with its next request, and none can begin. What they did stays theirs. */
export async function disablePerson({ ctx, input }: { ctx: Ctx; input: NamePerson }): Promise<Person> {
  authorize(ctx, "team:manage");
  return transaction(async (tx) => {
    const person = await lockPerson(tx, input.userId);
    authorizeOver(ctx, person.role);
    refuseOneself(ctx, person, "You cannot disable yourself. Ask somebody else who manages the team.");
    if (person.disabledAt) return person;
    await refuseLastOwner(tx, person, "disabled");
    await run(DISABLE, [person.id, ctx.now], tx);
    await run(END_SESSIONS, [person.id], tx);
    await recordAudit(tx, ctx, {
      action: "user.disabled",
      objectType: "user",
      objectId: person.id,
      data: { name: person.name },
    });
    return { ...person, disabledAt: ctx.now };
  });
}
