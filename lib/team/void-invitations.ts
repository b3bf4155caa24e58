import { recordAudit } from "@/lib/audit/record";
import { openInvitations } from "@/lib/auth/invitation";
import { mayInvite } from "@/lib/auth/may-invite";
import { oneOf } from "@/lib/db/one-of";
import type { PrismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { ROLES, type Role } from "@/lib/verb/permissions";

/**
 * Withdraws the open invitations that a person could not make any more: with another role those beyond it, disabled
 * (null) all of them. They would be refused when they are accepted anyway; so nobody waits for them.
 */
export async function voidInvitations(
  tx: PrismaTransaction,
  ctx: Ctx,
  inviter: { id: string; role: Role | null },
): Promise<void> {
  const open = await tx.db.invitation.findMany({
    where: { ...openInvitations(ctx.now), createdBy: inviter.id },
    select: { id: true, email: true, role: true },
  });
  for (const { id, email, role } of open) {
    if (inviter.role && mayInvite(inviter.role, oneOf(ROLES, role))) continue;
    await tx.db.invitation.update({ where: { id }, data: { revokedAt: ctx.now } });
    await recordAudit(tx, ctx, {
      action: "invitation.revoked",
      objectType: "invitation",
      objectId: id,
      data: { email, role, invitedBy: inviter.id },
    });
  }
}
