import { recordAudit } from "@/lib/audit/record";
import { oneOf } from "@/lib/db/one-of";
import { prismaTransaction } from "@/lib/db/sql";
import { ROLES } from "@/lib/verb/permissions";
import type { BeforeSignIn } from "./accept-invitation";

/** Audits that somebody signed in, and how. */
export async function recordSignIn(
  ctx: BeforeSignIn,
  userId: string,
  how: "password" | "authenticator_app" | "backup_code",
): Promise<void> {
  await prismaTransaction(async (tx) => {
    const person = await tx.db.user.findUnique({ where: { id: userId } });
    if (!person) return;
    const role = oneOf(ROLES, person.role);
    const actor = { type: "user" as const, id: userId, label: person.name, role };
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
