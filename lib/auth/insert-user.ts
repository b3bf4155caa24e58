import { hashPassword } from "better-auth/crypto";
import { isUniqueViolation, type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Role } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";

export interface NewUser {
  id: string;
  name: string;
  /** Lower case. */
  email: string;
  role: Role;
  passwordHash: string;
}

const INSERT_USER = statement(`
  INSERT INTO "user" (id, name, email, email_verified, role, created_at, updated_at)
  VALUES ($1, $2, $3, true, $4, $5, $5)`);
const INSERT_ACCOUNT = statement(`
  INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at)
  VALUES ($1, $2, 'credential', $2, $3, $4, $4)`);

/** Makes an account that signs in with a password, in the rows the sign-in library reads. */
export async function insertUser(tx: Queryable, user: NewUser, now: Date): Promise<void> {
  const { id, name, email, role, passwordHash } = user;
  await run(INSERT_USER, [id, name, email, role, now], tx).catch(refuseTakenEmail);
  await run(INSERT_ACCOUNT, [newId(), id, passwordHash, now], tx);
}

/** What is stored of a password. Slow on purpose: call it before a transaction begins. */
export function passwordHashOf(password: string): Promise<string> {
  return hashPassword(password);
}

function refuseTakenEmail(err: unknown): never {
  if (!isUniqueViolation(err)) throw err;
  refuseField("email", "invalid_value", "Somebody here already has this e-mail address.");
}
