import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

// Sessions live in real time, whatever the test clock says.
const SESSIONS = statement("DELETE FROM session WHERE expires_at < now()");
const CHALLENGES = statement("DELETE FROM verification WHERE expires_at < now()");

/** Deletes sessions and half-finished sign-ins that have ended by themselves: nothing asks for them any more. */
export async function forgetExpiredSignIns({ ctx }: { ctx: Ctx }): Promise<void> {
  authorize(ctx, "team:manage");
  await run(SESSIONS, []);
  await run(CHALLENGES, []);
}
