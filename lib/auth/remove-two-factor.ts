import type { PrismaTransaction } from "@/lib/db/sql";
import { forgetAttempts } from "./throttle";

/**
 * Forgets a person's authenticator app and backup codes, and the wrong codes that were counted of them. False when there was
 * nothing switched on.
 */
export async function removeTwoFactor(tx: PrismaTransaction, userId: string, now: Date): Promise<boolean> {
  await tx.db.twoFactor.deleteMany({ where: { userId } });
  await forgetAttempts({ attempt: "second-factor", subject: userId });
  const { count } = await tx.db.user.updateMany({
    where: { id: userId, twoFactorEnabled: true },
    data: { twoFactorEnabled: false, updatedAt: now },
  });
  return count > 0;
}
