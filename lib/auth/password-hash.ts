import { hashPassword, verifyPassword } from "better-auth/crypto";
import { inPasswordTurn } from "./password-queue";

/** What is stored of a password. Slow on purpose, and done in turns: call it before a transaction begins. */
export function passwordHashOf(password: string): Promise<string> {
  return inPasswordTurn(() => hashPassword(password));
}

/** Whether a password is the one a hash was made of; of none, no password is. As slow, and in the same queue. */
export async function isPasswordOf({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  return hash !== "" && (await inPasswordTurn(() => verifyPassword({ hash, password })));
}
