import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { authorizeOver, lockPerson, type Person, refuseLastOwner } from "./person";
import type { ChangeRole } from "./schemas";

const CHANGE = statement(`UPDATE "user" SET role = $2, updated_at = $3 WHERE id = $1`);

/** Gives a person another role, which counts from their next request on. The last owner stays one. */
export async function changeRole({ ctx, input }: { ctx: Ctx; input: ChangeRole }): Promise<Person> {
  authorize(ctx, "team:manage");
  return transaction(async (tx) => {
    const person = await lockPerson(tx, input.userId);
    authorizeOver(ctx, person.role, input.role);
    if (person.role === input.role) return person;
    await refuseLastOwner(tx, person, "given another role");
    await run(CHANGE, [person.id, input.role, ctx.now], tx);
    await recordAudit(tx, ctx, {
      action: "user.role_changed",
      objectType: "user",
      objectId: person.id,
      data: { name: person.name, from: person.role, to: input.role },
    });
    return { ...person, role: input.role };
  });
}
