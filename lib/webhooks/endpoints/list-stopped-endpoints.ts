import { query } from "@/lib/db/sql";
import { LIST } from "@/lib/generated/sql/webhooks/endpoints/list-stopped-endpoints/list";
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
  const rows = await query(LIST, { limit: ENDPOINTS_MAX });
  return rows.flatMap(({ reason, ...row }) => (reason === "operator" ? [] : [{ ...row, reason }]));
}
