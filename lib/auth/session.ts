import type { Actor } from "@/lib/verb/context";
import { ROLES, type Role } from "@/lib/verb/permissions";
import { auth } from "./better-auth";

/** A person who is signed in, as the database has them at this moment: an actor, and what only their own pages show. */
export interface Operator extends UserActor {
  email: string;
  twoFactorEnabled: boolean;
  sessionId: string;
}

type UserActor = Extract<Actor, { type: "user" }>;

/**
 * Who a request's cookie belongs to, or null. Asks the database every time: a person who was disabled is out with the
 * next request, and a new role counts from it.
 */
export async function readOperator(headers: Headers): Promise<Operator | null> {
  const found = await auth().api.getSession({ headers });
  return found && operatorOf(found.user, found.session);
}

interface StoredPerson {
  id: string;
  name: string;
  email: string;
  role?: unknown;
  twoFactorEnabled?: boolean | null | undefined;
  disabledAt?: Date | null | undefined;
}

/** Whose session it is, unless they have been disabled. */
export function operatorOf(user: StoredPerson, session: { id: string }): Operator | null {
  if (user.disabledAt) return null;
  return {
    type: "user",
    id: user.id,
    label: user.name,
    role: roleOf(user.role),
    email: user.email,
    twoFactorEnabled: user.twoFactorEnabled === true,
    sessionId: session.id,
  };
}

function roleOf(stored: unknown): Role {
  const role = ROLES.find((each) => each === stored);
  if (!role) throw new Error(`A person has the unknown role ${String(stored)}.`);
  return role;
}
