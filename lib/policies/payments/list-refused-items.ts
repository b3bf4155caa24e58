import { z } from "zod";
import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { LIST } from "@/lib/generated/sql/policies/payments/list-refused-items/list";
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
  errors: z.infer<typeof Errors>;
}

const Errors = z.array(z.object({ path: z.string(), message: z.string() }));

/** What the async calls of the last week could not do, the latest first. */
export async function listRefusedItems({ ctx }: { ctx: Ctx }): Promise<RefusedItemLine[]> {
  authorize(ctx, "payments:read");
  const since = new Date(ctx.now.getTime() - SHOWN_DAYS * DAY_MS);
  const rows = await query(LIST, { merchantId: merchantBound(ctx.actor), since, limit: REFUSED_ITEMS_MAX });
  return rows.map((row) => ({ ...row, errors: Errors.parse(row.errors) }));
}
