import { sha256 } from "@/lib/crypto/tokens";
import { oneOf } from "@/lib/db/one-of";
import { prisma } from "@/lib/db/prisma";
import { type Queryable, queryOne } from "@/lib/db/sql";
import type { Prisma } from "@/lib/generated/prisma/client";
import { LOCK_INVITATION } from "@/lib/generated/sql/auth/lock-invitation";
import { ROLES, type Role } from "@/lib/verb/permissions";

export type InvitationState = "open" | "accepted" | "revoked" | "expired";

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
    select: INVITATION_SELECT,
  });
  return row ? toInvitation(row, now) : null;
}

/** The same, kept from everybody else until the transaction ends. */
export async function lockInvitation(tx: Queryable, token: string, now: Date): Promise<Invitation | null> {
  const row = await queryOne(LOCK_INVITATION, { tokenHash: sha256(token) }, tx);
  return row ? toInvitation(row, now) : null;
}

function stateOf(row: InvitationRow, now: Date): InvitationState {
  if (row.acceptedAt) return "accepted";
  if (row.revokedAt) return "revoked";
  return row.expiresAt <= now ? "expired" : "open";
}
