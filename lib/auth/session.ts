import { auth } from "./better-auth";
import { ROLES, type Role } from "./permissions";

/** A person who is signed in, as the database has them at this moment. */
export interface Operator {
  id: string;
  name: string;
  email: string;
  role: Role;
  twoFactorEnabled: boolean;
  sessionId: string;
  sessionExpiresAt: Date;
}

/**
 * Who a request's cookie belongs to, or null. Asks the database every time: a person who was disabled is out with the
 * next request, and a new role counts from it.
 */
export async function readOperator(headers: Headers): Promise<Operator | null> {
  const found = await auth().api.getSession({ headers });
  if (!found || found.user.disabledAt) return null;
  const { user, session } = found;
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: roleOf(user.role),
    twoFactorEnabled: user.twoFactorEnabled === true,
    sessionId: session.id,
    sessionExpiresAt: session.expiresAt,
  };
}

function roleOf(stored: unknown): Role {
  const role = ROLES.find((each) => each === stored);
  if (!role) throw new Error(`A person has the unknown role ${String(stored)}.`);
  return role;
}
