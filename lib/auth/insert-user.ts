import { isUniqueViolation, type PrismaTransaction } from "@/lib/db/sql";
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

/** Makes an account that signs in with a password, in the rows the sign-in library reads. */
export async function insertUser(tx: PrismaTransaction, user: NewUser, now: Date): Promise<void> {
  const { id, name, email, role, passwordHash } = user;
  const times = { createdAt: now, updatedAt: now };
  await tx.db.user
    .create({ data: { id, name, email, emailVerified: true, role, ...times } })
    .catch(refuseTakenEmail);
  await tx.db.account.create({
    data: {
      id: newId(),
      accountId: id,
      providerId: "credential",
      userId: id,
      password: passwordHash,
      ...times,
    },
  });
}

function refuseTakenEmail(err: unknown): never {
  if (!isUniqueViolation(err)) throw err;
  refuseField("email", "invalid_value", "Somebody here already has this e-mail address.");
}
