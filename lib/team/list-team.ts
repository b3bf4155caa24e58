import { INVITATION_COLUMNS, type Invitation, type InvitationRow, toInvitation } from "@/lib/auth/invitation";
import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize, type Role } from "@/lib/verb/permissions";
import type { Person } from "./person";
import { INVITATIONS_OPEN_MAX, PEOPLE_MAX } from "./schemas";

export interface Member extends Person {
  lastSignedInAt: Date | null;
}

export interface Team {
  people: Member[];
  /** Open ones alone, newest first. */
  invitations: Invitation[];
}

const PEOPLE = statement(`
  SELECT u.id, u.name, u.email, u.role, u.two_factor_enabled, u.disabled_at, s.occurred_at AS last_signed_in_at
  FROM "user" u
  LEFT JOIN LATERAL (
    SELECT occurred_at FROM audit_entry
    WHERE actor_type = 'user' AND actor_id = u.id AND action = 'user.signed_in'
    ORDER BY occurred_at DESC, id DESC LIMIT 1
  ) s ON true
  ORDER BY u.disabled_at IS NOT NULL, lower(u.name), u.id LIMIT $1`);
const INVITATIONS = statement(`
  SELECT ${INVITATION_COLUMNS} FROM invitation
  WHERE email IS NOT NULL AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $1
  ORDER BY created_at DESC, id DESC LIMIT $2`);

/** Everybody with an account, and everybody invited. There are never more than fit on one page. */
export async function listTeam({ ctx }: { ctx: Ctx }): Promise<Team> {
  authorize(ctx, "team:read");
  const [people, invitations] = await Promise.all([
    run<MemberRow>(PEOPLE, [PEOPLE_MAX]),
    run<InvitationRow>(INVITATIONS, [ctx.now, INVITATIONS_OPEN_MAX]),
  ]);
  return { people: people.map(toMember), invitations: invitations.map((row) => toInvitation(row, ctx.now)) };
}

interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  two_factor_enabled: boolean;
  disabled_at: Date | null;
  last_signed_in_at: Date | null;
}

function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    twoFactorEnabled: row.two_factor_enabled,
    disabledAt: row.disabled_at,
    lastSignedInAt: row.last_signed_in_at,
  };
}
