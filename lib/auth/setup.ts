import { currentTime } from "@/lib/clock/clock";
import { newToken, sha256 } from "@/lib/crypto/tokens";
import { run, statement, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { lockOwners, ownerExists } from "./owners";

/** How long the printed set-up address is good for. The next start prints another. */
export const SETUP_HOURS = 24;

const REVOKE_EARLIER = statement(`
  UPDATE invitation SET revoked_at = $1
  WHERE role = 'owner' AND email IS NULL AND accepted_at IS NULL AND revoked_at IS NULL`);
const INVITE = statement(`
  INSERT INTO invitation (id, token_hash, role, created_at, expires_at) VALUES ($1, $2, 'owner', $3, $4)`);

/**
 * The one-time token of the address `/setup/<token>` where the first owner makes an account; earlier ones stop working.
 * Null when there is an owner. Called at every start.
 */
export async function ensureSetupInvitation(): Promise<string | null> {
  const now = await currentTime();
  const token = newToken();
  return transaction(async (tx) => {
    await lockOwners(tx);
    if (await ownerExists(tx)) return null;
    await run(REVOKE_EARLIER, [now], tx);
    const expiresAt = new Date(now.getTime() + SETUP_HOURS * 3_600_000);
    await run(INVITE, [newId(), sha256(token), now, expiresAt], tx);
    return token;
  });
}
