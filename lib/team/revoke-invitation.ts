import { recordAudit } from "@/lib/audit/record";
import { INVITATION_COLUMNS, type InvitationRow, toInvitation } from "@/lib/auth/invitation";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { authorizeOver } from "./person";
import type { NameInvitation } from "./schemas";

const READ_LOCKED = statement(
  `SELECT ${INVITATION_COLUMNS} FROM invitation WHERE id = $1 AND email IS NOT NULL FOR UPDATE`,
);
const REVOKE = statement("UPDATE invitation SET revoked_at = $2 WHERE id = $1");

/** Withdraws an invitation: its address stops working. One that was accepted stays accepted. */
export async function revokeInvitation({ ctx, input }: { ctx: Ctx; input: NameInvitation }): Promise<void> {
  authorize(ctx, "team:manage");
  await transaction(async (tx) => {
    const [row] = await run<InvitationRow>(READ_LOCKED, [input.id], tx);
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
    await run(REVOKE, [input.id, ctx.now], tx);
    await recordAudit(tx, ctx, {
      action: "invitation.revoked",
      objectType: "invitation",
      objectId: input.id,
      data: { email: invitation.email, role: invitation.role },
    });
  });
}
