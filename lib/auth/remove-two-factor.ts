import { type Queryable, run, statement } from "@/lib/db/sql";

const REMOVE = statement("DELETE FROM two_factor WHERE user_id = $1");
const SWITCH_OFF = statement(`
  UPDATE "user" SET two_factor_enabled = false, updated_at = $2 WHERE id = $1 AND two_factor_enabled RETURNING id`);

/** Forgets a person's authenticator app and backup codes. False when there was nothing switched on. */
export async function removeTwoFactor(tx: Queryable, userId: string, now: Date): Promise<boolean> {
  await run(REMOVE, [userId], tx);
  return (await run(SWITCH_OFF, [userId, now], tx)).length > 0;
}
