import { sha256 } from "@/lib/crypto/tokens";
import { type Queryable, run, statement } from "@/lib/db/sql";
import type { Role } from "@/lib/verb/permissions";

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

export const INVITATION_COLUMNS = "id, email, role, created_at, expires_at, accepted_at, revoked_at";

export interface InvitationRow {
  id: string;
  email: string | null;
  role: Role;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
}

export function toInvitation(row: InvitationRow, now: Date): Invitation {
  const { id, email, role, created_at: createdAt, expires_at: expiresAt } = row;
  return { id, email, role, state: stateOf(row, now), createdAt, expiresAt };
}

const BY_TOKEN = statement(`SELECT ${INVITATION_COLUMNS} FROM invitation WHERE token_hash = $1`);
const BY_TOKEN_LOCKED = statement(
  `SELECT ${INVITATION_COLUMNS} FROM invitation WHERE token_hash = $1 FOR UPDATE`,
);

/** The invitation behind a token, or null. Only the token's hash is stored. */
export async function findInvitation(token: string, now: Date): Promise<Invitation | null> {
  const [row] = await run<InvitationRow>(BY_TOKEN, [sha256(token)]);
  return row ? toInvitation(row, now) : null;
}

/** The same, kept from everybody else until the transaction ends. */
export async function lockInvitation(tx: Queryable, token: string, now: Date): Promise<Invitation | null> {
  const [row] = await run<InvitationRow>(BY_TOKEN_LOCKED, [sha256(token)], tx);
  return row ? toInvitation(row, now) : null;
}

function stateOf(row: InvitationRow, now: Date): InvitationState {
  if (row.accepted_at) return "accepted";
  if (row.revoked_at) return "revoked";
  return row.expires_at <= now ? "expired" : "open";
}
