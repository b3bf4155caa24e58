import { recordAudit } from "@/lib/audit/record";
import { openInvitations } from "@/lib/auth/invitation";
import { lockOwners } from "@/lib/auth/owners";
import { newToken, sha256 } from "@/lib/crypto/tokens";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { oneOf } from "@/lib/db/one-of";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import type { Ctx } from "@/lib/verb/context";
import { authorize, ROLES } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { INVITATION_DAYS, INVITATIONS_OPEN_MAX, type InvitePerson, PEOPLE_MAX } from "./schemas";
import { authorizeOver } from "./team-member";

/** `token` is null when the same form was sent before: it is shown once and not kept. */
export interface Invited {
  email: string;
  expiresAt: Date;
  token: string | null;
}

/**
 * Makes the one-time address `/setup/<token>` where a person takes their place. An earlier one for them stops working. The
 * same form again makes no other, and is refused with `conflict` for anybody else or in another role.
 */
export async function invitePerson({ ctx, input }: { ctx: Ctx; input: InvitePerson }): Promise<Invited> {
  authorize(ctx, "team:manage");
  authorizeOver(ctx, input.role);
  return prismaTransaction(async (tx) => {
    await lockOwners(tx);
    const before = await tx.db.invitation.findUnique({ where: { id: input.id } });
    if (before) {
      refuseUnlessSame(ctx, before, { email: input.email, role: input.role });
      return { email: input.email, expiresAt: before.expiresAt, token: null };
    }
    await refuseMember(tx, input.email);
    const replaced = await replaceEarlier(tx, ctx, input.email);
    await refuseTooMany(tx, ctx);
    const token = newToken();
    const expiresAt = new Date(ctx.now.getTime() + INVITATION_DAYS * DAY_MS);
    const { id, email, role } = input;
    const tokenHash = sha256(token);
    await tx.db.invitation.create({
      data: { id, tokenHash, email, role, createdBy: ctx.actor.id, createdAt: ctx.now, expiresAt },
    });
    await recordAudit(tx, ctx, {
      action: "invitation.created",
      objectType: "invitation",
      objectId: id,
      data: { email, role, ...(replaced.length > 0 && { replaced }) },
    });
    return { email, expiresAt, token };
  });
}

/** Replacing an invitation withdraws it, and takes as much: an owner's is an owner's to replace. Gives their ids. */
async function replaceEarlier(tx: PrismaTransaction, ctx: Ctx, email: string): Promise<string[]> {
  const where = { email, acceptedAt: null, revokedAt: null };
  const earlier = await tx.db.invitation.findMany({
    where,
    select: { id: true, role: true, expiresAt: true },
  });
  const open = earlier.filter(({ expiresAt }) => expiresAt > ctx.now);
  authorizeOver(ctx, ...open.map(({ role }) => oneOf(ROLES, role)));
  await tx.db.invitation.updateMany({ where, data: { revokedAt: ctx.now } });
  return open.map(({ id }) => id);
}

async function refuseMember(tx: PrismaTransaction, email: string): Promise<void> {
  if (await tx.db.user.findUnique({ where: { email } }))
    refuseField("email", "invalid_value", "Somebody here already has this e-mail address.");
}

async function refuseTooMany(tx: PrismaTransaction, ctx: Ctx): Promise<void> {
  const people = await tx.db.user.count();
  const open = await tx.db.invitation.count({ where: openInvitations(ctx.now) });
  const tooMany = (message: string) => new Refused({ code: "conflict", message });
  if (people >= PEOPLE_MAX) throw tooMany(`A team has at most ${PEOPLE_MAX} people.`);
  if (open >= INVITATIONS_OPEN_MAX) {
    throw tooMany(`At most ${INVITATIONS_OPEN_MAX} invitations may be open. Withdraw one first.`);
  }
}
