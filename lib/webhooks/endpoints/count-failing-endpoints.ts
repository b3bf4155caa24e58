import { query } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/webhooks/endpoints/count-failing-endpoints/count";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Endpoint } from "./endpoint";

/** How many endpoints are sent to although every attempt fails. */
export async function countFailingEndpoints({ ctx }: { ctx: Ctx }): Promise<number> {
  authorize(ctx, "webhooks:read");
  const [counted] = await query(COUNT, {});
  return counted?.count ?? 0;
}

/** Whether an endpoint is one of them. */
export function isFailing({ paused, failingSince }: Pick<Endpoint, "paused" | "failingSince">): boolean {
  return paused === null && failingSince !== null;
}
