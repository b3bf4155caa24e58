import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Role } from "@/lib/verb/permissions";
import type { BeforeSignIn } from "./accept-invitation";

const PERSON = statement(`SELECT name, role FROM "user" WHERE id = $1`);

/** Audits that somebody signed in, and how. */
export async function recordSignIn(
  ctx: BeforeSignIn,
  userId: string,
  how: "password" | "authenticator_app" | "backup_code",
): Promise<void> {
  await transaction(async (tx) => {
    const [person] = await run<{ name: string; role: Role }>(PERSON, [userId], tx);
    if (!person) return;
    const actor = { type: "user" as const, id: userId, label: person.name, role: person.role };
    await recordAudit(
      tx,
      { ...ctx, actor },
      {
        action: "user.signed_in",
        objectType: "user",
        objectId: userId,
        data: { how },
      },
    );
  });
}
