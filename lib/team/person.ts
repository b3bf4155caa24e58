import { lockOwners, otherOwners } from "@/lib/auth/owners";
import { type Queryable, run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize, type Role } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** Somebody with an account. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  twoFactorEnabled: boolean;
  disabledAt: Date | null;
}

const COLUMNS = "id, name, email, role, two_factor_enabled, disabled_at";
const READ_LOCKED = statement(`SELECT ${COLUMNS} FROM "user" WHERE id = $1 FOR UPDATE`);

/** A person nobody else may change until the transaction ends. Refuses when there is none. */
export async function lockPerson(tx: Queryable, userId: string): Promise<Person> {
  // Always before the row, so that two who change owners wait for each other instead of blocking each other.
  await lockOwners(tx);
  const [row] = await run<{
    id: string;
    name: string;
    email: string;
    role: Role;
    two_factor_enabled: boolean;
    disabled_at: Date | null;
  }>(READ_LOCKED, [userId], tx);
  if (!row) throw new Refused({ code: "not_found", object: "person", id: userId });
  const { id, name, email, role } = row;
  return { id, name, email, role, twoFactorEnabled: row.two_factor_enabled, disabledAt: row.disabled_at };
}

/** Only owners manage owners: whoever is one, and whoever is to become one. */
export function authorizeOver(ctx: Ctx, ...roles: Role[]): void {
  if (roles.includes("owner")) authorize(ctx, "owners:manage");
}

/** Somebody must always be left who can manage everything. Ask under `lockPerson`. */
export async function refuseLastOwner(tx: Queryable, person: Person, what: string): Promise<void> {
  if (person.role !== "owner" || person.disabledAt || (await otherOwners(tx, person.id)) > 0) return;
  throw new Refused({
    code: "conflict",
    message: `${person.name} is the only owner and cannot be ${what}. Make somebody else an owner first.`,
  });
}

export function refuseOneself(ctx: Ctx, person: Person, message: string): void {
  if (ctx.actor.type === "user" && ctx.actor.id === person.id)
    throw new Refused({ code: "conflict", message });
}
