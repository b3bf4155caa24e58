import { lockOwners, otherOwners } from "@/lib/auth/owners";
import { type PrismaTransaction, type Queryable, queryOne } from "@/lib/db/sql";
import { LOCK_USER } from "@/lib/generated/sql/auth/lock-user";
import type { Ctx } from "@/lib/verb/context";
import { authorize, type Role } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** Somebody with an account. */
export interface TeamMember {
  id: string;
  name: string;
  email: string;
  role: Role;
  twoFactorEnabled: boolean;
  disabledAt: Date | null;
}

/** A person nobody else may change until the transaction ends. Refuses when there is none. */
export async function lockPerson(tx: Queryable, userId: string): Promise<TeamMember> {
  // Always before the row, so that two who change owners wait for each other instead of blocking each other.
  await lockOwners(tx);
  const person = await queryOne(LOCK_USER, { id: userId }, tx);
  if (!person) throw new Refused({ code: "not_found", object: "person", id: userId });
  return person;
}

/** Only owners manage owners: whoever is one, and whoever is to become one. */
export function authorizeOver(ctx: Ctx, ...roles: Role[]): void {
  if (roles.includes("owner")) authorize(ctx, "owners:manage");
}

/** Somebody must always be left who can manage everything. Ask under `lockPerson`. */
export async function refuseLastOwner(
  tx: PrismaTransaction,
  person: TeamMember,
  what: string,
): Promise<void> {
  if (person.role !== "owner" || person.disabledAt || (await otherOwners(tx, person.id)) > 0) return;
  throw new Refused({
    code: "conflict",
    message: `${person.name} is the only owner and cannot be ${what}. Make somebody else an owner first.`,
  });
}

export function refuseOneself(ctx: Ctx, person: TeamMember, message: string): void {
  if (ctx.actor.type === "user" && ctx.actor.id === person.id)
    throw new Refused({ code: "conflict", message });
}
