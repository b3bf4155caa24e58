import { currentTime } from "@/lib/clock/clock";
import { newToken, sha256 } from "@/lib/crypto/tokens";
import { prismaTransaction } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { hasOwner, lockOwners } from "./owners";

/** How long the printed set-up address is good for. The next start prints another. */
export const SETUP_HOURS = 24;

/**
 * The one-time token of the address `/setup/<token>` where the first owner makes an account; earlier ones stop working.
 * Null when there is an owner. Called at every start.
 */
export async function ensureSetupInvitation(): Promise<string | null> {
  const now = await currentTime();
  const token = newToken();
  return prismaTransaction(async (tx) => {
    await lockOwners(tx);
    if (await hasOwner(tx.db)) return null;
    await tx.db.invitation.updateMany({
      where: { role: "owner", email: null, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    const expiresAt = new Date(now.getTime() + SETUP_HOURS * HOUR_MS);
    const invitation = { id: newId(), tokenHash: sha256(token), role: "owner", createdAt: now, expiresAt };
    await tx.db.invitation.create({ data: invitation });
    return token;
  });
}
