import { hasLiveConnection } from "@/lib/connectors/connection";
import { query } from "@/lib/db/sql";
import { HAS_TESTS } from "@/lib/generated/sql/payments/has-tests";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** Whether this deployment moves real money and has test payments too, of those the caller sees. */
export async function hasTestsAmongLive({ ctx }: { ctx: Ctx }): Promise<boolean> {
  authorize(ctx, "payments:read");
  if (!(await hasLiveConnection())) return false;
  const [found] = await query(HAS_TESTS, { merchantId: merchantBound(ctx.actor) });
  return found?.there ?? false;
}
