import { recordAudit } from "@/lib/audit/record";
import { rereadClocks } from "@/lib/clock/clock";
import { announceClockMove } from "@/lib/clock/listen-for-clock-moves";
import { newToken } from "@/lib/crypto/tokens";
import { prismaTransaction } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { lockMerchant } from "@/lib/merchants/lock-merchant";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import {
  CLOCK_SELECT,
  CLOCKS_MAX,
  type MerchantClock,
  offsetFor,
  offsetOf,
  realTime,
  refuseWithLiveConnection,
  toClock,
} from "./merchant-clock";
import { runDueOf } from "./run-due-of";

/** How far in the past a new clock's time may be: for clocks that differ. It then begins at the merchant's own time. */
export const PAST_MAX_MS = HOUR_MS;

/** As many characters as the original's ids have. */
const ID_CHARACTERS = 16;

export interface CreateMerchantClock {
  merchantId: string;
  name?: string | undefined;
  description?: string | undefined;
  /** The merchant's time is moved here, where it is behind; the time it has when left out. */
  currentTime?: Date | undefined;
}

/** Makes a test clock for a merchant. Refused where money is real. */
export async function createMerchantClock({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateMerchantClock;
}): Promise<MerchantClock> {
  authorize(ctx, "test-clocks:manage");
  const { merchantId, name = null, description = null, currentTime } = input;
  refuseBeyondMerchant(ctx, merchantId);
  await refuseWithLiveConnection();
  const made = await prismaTransaction(async (tx) => {
    await lockMerchant(tx, merchantId);
    if ((await tx.db.merchantTestClock.count({ where: { merchantId, deletedAt: null } })) >= CLOCKS_MAX)
      refuseField("merchantId", "not_allowed", `has ${CLOCKS_MAX} test clocks; delete one first`);
    const before = await offsetOf(tx, merchantId);
    const offsetMs = currentTime ? startOf(ctx, currentTime, before) : before;
    const at = deploymentTime(ctx);
    const named = { id: `tc_${newToken(ID_CHARACTERS)}`, merchantId, name, description };
    const row = await tx.db.merchantTestClock.create({
      data: { ...named, offsetMs, createdAt: at, updatedAt: at },
      select: CLOCK_SELECT,
    });
    await tx.db.merchantTestClock.updateMany({ where: { merchantId, deletedAt: null }, data: { offsetMs } });
    await recordAudit(tx, ctx, {
      action: "test_clock.created",
      objectType: "merchant_test_clock",
      objectId: row.id,
      merchantId,
      data: { name, aheadMs: offsetMs },
    });
    await announceClockMove(tx);
    return row;
  });
  await rereadClocks();
  await runDueOf(ctx, merchantId);
  return toClock(ctx, made);
}

function startOf(ctx: Ctx, to: Date, before: number): number {
  if (to.getTime() < realTime(ctx).getTime() - PAST_MAX_MS)
    refuseField("currentTime", "too_small", "must not be more than an hour in the past");
  return Math.max(before, offsetFor(ctx, to, before));
}
