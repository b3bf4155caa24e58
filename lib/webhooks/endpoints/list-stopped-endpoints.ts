import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { ENDPOINTS_MAX } from "@/lib/webhooks/limits";
import type { PausedReason } from "./endpoint";

/** An endpoint that nobody paused, and that is paused. */
export interface StoppedEndpoint {
  id: string;
  url: string;
  reason: Exclude<PausedReason, "operator">;
  pausedAt: Date;
}

/** The endpoints that paused themselves, latest first: a person has to look at each. */
export async function listStoppedEndpoints({ ctx }: { ctx: Ctx }): Promise<StoppedEndpoint[]> {
  authorize(ctx, "webhooks:read");
  return run<StoppedEndpoint & Record<string, unknown>>(LIST, [ENDPOINTS_MAX]);
}

const LIST = statement(`
  SELECT id, url, paused_reason AS reason, paused_at AS "pausedAt" FROM webhook_endpoint
  WHERE deleted_at IS NULL AND paused_reason IN ('gone', 'failing') ORDER BY paused_at DESC, id LIMIT $1`);
