import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { ownUserId } from "./own-account";
import type { EndSession } from "./schemas";

/** How many of one's sessions are shown, the newest. */
export const SESSIONS_SHOWN_MAX = 50;

export interface OwnSession {
  id: string;
  address: string | null;
  browser: string | null;
  createdAt: Date;
  expiresAt: Date;
}

// Sessions live in real time, whatever the test clock says.
const LIST = statement(`
  SELECT id, ip_address, user_agent, created_at, expires_at FROM session
  WHERE user_id = $1 AND expires_at > now() ORDER BY created_at DESC, id DESC LIMIT $2`);
const END = statement("DELETE FROM session WHERE user_id = $1 AND id = $2 RETURNING id");

/** Where one is signed in, newest first. */
export async function listSessions({ ctx }: { ctx: Ctx }): Promise<OwnSession[]> {
  const rows = await run<{
    id: string;
    ip_address: string | null;
    user_agent: string | null;
    created_at: Date;
    expires_at: Date;
  }>(LIST, [ownUserId(ctx), SESSIONS_SHOWN_MAX]);
  return rows.map((row) => ({
    id: row.id,
    address: row.ip_address,
    browser: row.user_agent,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }));
}

/** Signs oneself out somewhere else. A session of another person, or one that has ended, is left as it is. */
export async function endSession({ ctx, input }: { ctx: Ctx; input: EndSession }): Promise<void> {
  const userId = ownUserId(ctx);
  await transaction(async (tx) => {
    const ended = await run(END, [userId, input.sessionId], tx);
    if (ended.length === 0) return;
    await recordAudit(tx, ctx, { action: "user.session_ended", objectType: "user", objectId: userId });
  });
}
