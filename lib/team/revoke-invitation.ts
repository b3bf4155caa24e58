import { recordAudit } from "@/lib/audit/record";
import { toInvitation } from "@/lib/auth/invitation";
import { prismaTransaction, queryOne } from "@/lib/db/sql";
import { LOCK_INVITATION } from "@/lib/generated/sql/auth/lock-invitation";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { NameInvitation } from "./schemas";
import { authorizeOver } from "./team-member";

/** Withdraws an invitation: its address stops working. One that was accepted stays accepted. */
export async function revokeInvitation({ ctx, input }: { ctx: Ctx; input: NameInvitation }): Promise<void> {
  authorize(ctx, "team:manage");
  await prismaTransaction(async (tx) => {
    const row = await queryOne(LOCK_INVITATION, { id: input.id }, tx);
    if (!row) throw new Refused({ code: "not_found", object: "invitation", id: input.id });
    const invitation = toInvitation(row, ctx.now);
    authorizeOver(ctx, invitation.role);
    if (invitation.state === "accepted") {
      throw new Refused({
        code: "conflict",
        message: "This invitation was accepted. Disable the person instead.",
      });
    }
    if (invitation.state === "revoked") return;
    await tx.db.invitation.update({ where: { id: input.id }, data: { revokedAt: ctx.now } });
    await recordAudit(tx, ctx, {
      action: "invitation.revoked",
      objectType: "invitation",
      objectId: input.id,
      data: { email: invitation.email, role: invitation.role },
    });
  });
}
