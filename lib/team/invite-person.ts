import { recordAudit } from "@/lib/audit/record";
import { lockOwners } from "@/lib/auth/owners";
import { newToken, sha256 } from "@/lib/crypto/tokens";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { authorizeOver } from "./person";
import { INVITATION_DAYS, INVITATIONS_OPEN_MAX, type InvitePerson, PEOPLE_MAX } from "./schemas";

/** `token` is null when the same form was sent before: it is shown once and not kept. */
export interface Invited {
  email: string;
  expiresAt: Date;
  token: string | null;
}

/** Makes the one-time address `/setup/<token>` where a person takes their place. An earlier one for them stops working. */
export async function invitePerson({ ctx, input }: { ctx: Ctx; input: InvitePerson }): Promise<Invited> {
  authorize(ctx, "team:manage");
  authorizeOver(ctx, input.role);
  return transaction(async (tx) => {
    await lockOwners(tx);
    const [before] = await run<{ email: string; expires_at: Date }>(MADE_BEFORE, [input.id], tx);
    if (before) return { email: before.email, expiresAt: before.expires_at, token: null };
    await refuseMember(tx, input.email);
    await run(REPLACE, [input.email, ctx.now], tx);
    await refuseTooMany(tx, ctx);
    const token = newToken();
    const expiresAt = new Date(ctx.now.getTime() + INVITATION_DAYS * 86_400_000);
    const { id, email, role } = input;
    await run(INVITE, [id, sha256(token), email, role, ctx.actor.id, ctx.now, expiresAt], tx);
    await recordAudit(tx, ctx, {
      action: "invitation.created",
      objectType: "invitation",
      objectId: id,
      data: { email, role },
    });
    return { email, expiresAt, token };
  });
}

const MADE_BEFORE = statement("SELECT email, expires_at FROM invitation WHERE id = $1");
const MEMBER = statement(`SELECT 1 FROM "user" WHERE email = $1`);
const REPLACE = statement(`
  UPDATE invitation SET revoked_at = $2 WHERE email = $1 AND accepted_at IS NULL AND revoked_at IS NULL`);
const COUNTS = statement(`
  SELECT (SELECT count(*)::int FROM "user") AS people,
    (SELECT count(*)::int FROM invitation
      WHERE email IS NOT NULL AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $1) AS open`);
const INVITE = statement(`
  INSERT INTO invitation (id, token_hash, email, role, created_by, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`);

async function refuseMember(tx: Queryable, email: string): Promise<void> {
  const found = await run(MEMBER, [email], tx);
  if (found.length > 0)
    refuseField("email", "invalid_value", "Somebody here already has this e-mail address.");
}

async function refuseTooMany(tx: Queryable, ctx: Ctx): Promise<void> {
  const [counts] = await run<{ people: number; open: number }>(COUNTS, [ctx.now], tx);
  const tooMany = (message: string) => new Refused({ code: "conflict", message });
  if (counts && counts.people >= PEOPLE_MAX) throw tooMany(`A team has at most ${PEOPLE_MAX} people.`);
  if (counts && counts.open >= INVITATIONS_OPEN_MAX) {
    throw tooMany(`At most ${INVITATIONS_OPEN_MAX} invitations may be open. Withdraw one first.`);
  }
}
