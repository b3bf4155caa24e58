import { sha256 } from "@/lib/crypto/tokens";
import { oneOf } from "@/lib/db/one-of";
import { prisma } from "@/lib/db/prisma";
import { type PrismaTransaction, queryOne } from "@/lib/db/sql";
import type { Prisma } from "@/lib/generated/prisma/client";
import { LOCK_INVITATION } from "@/lib/generated/sql/auth/lock-invitation";
import { ROLES, type Role } from "@/lib/verb/permissions";
import { mayInvite } from "./may-invite";

/** `void`: whoever invited is disabled or may not invite any more. */
export type InvitationState = "open" | "accepted" | "revoked" | "expired" | "void";

/** A one-time address: the first owner's set-up (no e-mail), or a place in the team (e-mail fixed by who invited). */
export interface Invitation {
  id: string;
  email: string | null;
  role: Role;
  state: InvitationState;
  createdAt: Date;
  expiresAt: Date;
}

/** The columns of an invitation: all but its token. */
export const INVITATION_SELECT = {
  id: true,
  email: true,
  role: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
} as const satisfies Prisma.InvitationSelect;

type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof INVITATION_SELECT }>;

export function toInvitation(row: InvitationRow, now: Date): Invitation {
  const { id, email, role, createdAt, expiresAt } = row;
  return { id, email, role: oneOf(ROLES, role), state: stateOf(row, now), createdAt, expiresAt };
}

/** The invitations to the team that can still be accepted. */
export function openInvitations(now: Date): Prisma.InvitationWhereInput {
  return { email: { not: null }, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
}

/** The invitation behind a token, or null. Only the token's hash is stored. */
export async function findInvitation(token: string, now: Date): Promise<Invitation | null> {
  const row = await prisma().invitation.findUnique({
    where: { tokenHash: sha256(token) },
    select: { ...INVITATION_SELECT, createdBy: true },
  });
  return row && judgedNow(prisma(), toInvitation(row, now), row.createdBy);
}

/** The same, kept from everybody else until the transaction ends. Ask under `lockOwners`: nobody is disabled meanwhile. */
export async function lockInvitation(
  tx: PrismaTransaction,
  token: string,
  now: Date,
): Promise<Invitation | null> {
  const row = await queryOne(LOCK_INVITATION, { tokenHash: sha256(token) }, tx);
  return row && judgedNow(tx.db, toInvitation(row, now), row.createdBy);
}

/** Whoever invited must still be allowed to, at this moment. The first owner's set-up was invited by nobody. */
async function judgedNow(
  db: Prisma.TransactionClient,
  invitation: Invitation,
  createdBy: string | null,
): Promise<Invitation> {
  if (invitation.state !== "open" || invitation.email === null) return invitation;
  const inviter = await db.user.findUnique({
    where: { id: createdBy ?? "" },
    select: { role: true, disabledAt: true },
  });
  const able = inviter && !inviter.disabledAt && mayInvite(oneOf(ROLES, inviter.role), invitation.role);
  return able ? invitation : { ...invitation, state: "void" };
}

function stateOf(row: InvitationRow, now: Date): InvitationState {
  if (row.acceptedAt) return "accepted";
  if (row.revokedAt) return "revoked";
  return row.expiresAt <= now ? "expired" : "open";
}
