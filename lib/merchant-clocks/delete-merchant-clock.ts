import { recordAudit } from "@/lib/audit/record";
import { deploymentOffsetMs } from "@/lib/clock/clock";
import { prisma } from "@/lib/db/prisma";
import { prismaTransaction } from "@/lib/db/sql";
import { lockMerchant } from "@/lib/merchants/lock-merchant";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { CLOCK_SELECT, findClock, type MerchantClock, toClock } from "./merchant-clock";

/**
 * Deletes a test clock; a deleted one stays as it is. Refuses with `conflict` the last one of a merchant that is ahead of the
 * deployment: its time would run backwards.
 */
export async function deleteMerchantClock({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<MerchantClock> {
  authorize(ctx, "test-clocks:manage");
  const { merchantId } = await findClock(ctx, id, prisma());
  const row = await prismaTransaction(async (tx) => {
    await lockMerchant(tx, merchantId);
    const clock = await findClock(ctx, id, tx.db);
    if (clock.deletedAt) return clock;
    const others = await tx.db.merchantTestClock.count({
      where: { merchantId, deletedAt: null, id: { not: id } },
    });
    if (others === 0 && Number(clock.offsetMs) > deploymentOffsetMs())
      throw new Refused({
        code: "conflict",
        message: "This clock keeps its merchant ahead of the deployment, and time never runs backwards.",
      });
    const at = deploymentTime(ctx);
    const deleted = await tx.db.merchantTestClock.update({
      where: { id },
      data: { deletedAt: at, updatedAt: at },
      select: CLOCK_SELECT,
    });
    await recordAudit(tx, ctx, {
      action: "test_clock.deleted",
      objectType: "merchant_test_clock",
      objectId: id,
      merchantId,
      data: { name: clock.name },
    });
    return deleted;
  });
  return toClock(ctx, row);
}
