import { hasLiveConnection } from "@/lib/connectors/connection";
import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** Whether this deployment moves real money and has test payments too, of those the caller sees. */
export async function hasTestsAmongLive({ ctx }: { ctx: Ctx }): Promise<boolean> {
  authorize(ctx, "payments:read");
  if (!(await hasLiveConnection())) return false;
  const merchantId = merchantBound(ctx.actor);
  const found = await prisma().payment.findFirst({
    where: { mode: "test", ...(merchantId && { merchantId }) },
    select: { id: true },
  });
  return found !== null;
}
