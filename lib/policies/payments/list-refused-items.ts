import { run, statement } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** The latest refused items that are shown; the events tell of all of them. */
export const REFUSED_ITEMS_MAX = 20;
const SHOWN_DAYS = 7;

/** An item of an async call that was not done. `item` is its place in the request, from zero; -1 is the whole request. */
export interface RefusedItemLine {
  requestId: string;
  operation: "create" | "update";
  finishedAt: Date;
  item: number;
  errors: { path: string; message: string }[];
}

/** What the async calls of the last week could not do, the latest first. */
export async function listRefusedItems({ ctx }: { ctx: Ctx }): Promise<RefusedItemLine[]> {
  authorize(ctx, "payments:read");
  const since = new Date(ctx.now.getTime() - SHOWN_DAYS * DAY_MS);
  return run<RefusedItemLine>(LIST, [merchantBound(ctx.actor), since, REFUSED_ITEMS_MAX]);
}

const LIST = statement(`
  SELECT r.request_id AS "requestId", r.operation, r.finished_at AS "finishedAt", (i.item ->> 'index')::int AS item,
    i.item -> 'errors' AS errors
  FROM policy_async_request r, jsonb_array_elements(r.refused) AS i (item)
  WHERE r.finished_at >= $2 AND ($1::uuid IS NULL OR r.merchant_id = $1)
  ORDER BY r.created_at DESC, r.id DESC, 4 LIMIT $3`);
