import { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/audit/record";
import { rereadClocks } from "@/lib/clock/clock";
import { announceClockMove } from "@/lib/clock/listen-for-clock-moves";
import { prisma } from "@/lib/db/prisma";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { lockMerchant } from "@/lib/merchants/lock-merchant";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import {
  type ClockRow,
  findClock,
  type MerchantClock,
  offsetFor,
  offsetOf,
  refuseWithLiveConnection,
  timeAt,
  toClock,
} from "./merchant-clock";
import { runDueOf } from "./run-due-of";

export interface AdvanceMerchantClock {
  id: string;
  /** To this time, or by this ISO 8601 duration, months and years by the calendar in UTC. */
  to: { currentTime: Date } | { advanceBy: string };
  /** The same again moves nothing; a time to move to is its own. */
  idempotencyKey?: string | undefined;
}

/**
 * Moves a merchant's time forward and does at once what became due of it, and nobody else's. Once for an idempotency key,
 * and once for a time to move to. Refuses what is not ahead, and where money is real.
 */
export async function advanceMerchantClock({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AdvanceMerchantClock;
}): Promise<MerchantClock> {
  authorize(ctx, "test-clocks:manage");
  const { merchantId } = await findClock(ctx, input.id, prisma());
  await refuseWithLiveConnection();
  await prismaTransaction(async (tx) => {
    await lockMerchant(tx, merchantId);
    const clock = await findClock(ctx, input.id, tx.db);
    if (clock.deletedAt) throw new Refused({ code: "not_found", object: "Test clock", id: input.id });
    await move(tx, ctx, clock, input);
  });
  await rereadClocks();
  await runDueOf(ctx, merchantId);
  return toClock(ctx, await findClock(ctx, input.id, prisma()));
}

async function move(
  tx: PrismaTransaction,
  ctx: Ctx,
  { merchantId, id: clockId }: ClockRow,
  { to, idempotencyKey }: AdvanceMerchantClock,
): Promise<void> {
  const key = idempotencyKey
    ? `key ${idempotencyKey}`
    : "currentTime" in to && `at ${to.currentTime.toISOString()}`;
  if (key && (await tx.db.merchantTestClockStep.findUnique({ where: { clockId_key: { clockId, key } } })))
    return;
  const before = await offsetOf(tx, merchantId);
  const [field, target] =
    "currentTime" in to
      ? (["currentTime", to.currentTime] as const)
      : (["advanceBy", later(ctx, before, to.advanceBy)] as const);
  const offsetMs = offsetFor(ctx, target, before, field);
  if (offsetMs <= before) refuseField(field, "too_small", "must be later than the clock's time");
  const at = deploymentTime(ctx);
  if (key) await tx.db.merchantTestClockStep.create({ data: { clockId, key, offsetMs, createdAt: at } });
  await tx.db.merchantTestClock.updateMany({
    where: { merchantId, deletedAt: null },
    data: { offsetMs, updatedAt: at },
  });
  await recordAudit(tx, ctx, {
    action: "test_clock.advanced",
    objectType: "merchant_test_clock",
    objectId: clockId,
    merchantId,
    data: { seconds: Math.round((offsetMs - before) / 1_000), aheadMs: offsetMs },
  });
  await announceClockMove(tx);
}

function later(ctx: Ctx, offsetMs: number, advanceBy: string): Date {
  const from = Temporal.Instant.fromEpochMilliseconds(timeAt(ctx, offsetMs).getTime());
  try {
    return new Date(from.toZonedDateTimeISO("UTC").add(advanceBy).epochMilliseconds);
  } catch {
    // A length that no calendar reaches.
    return refuseField("advanceBy", "too_big", "is too long");
  }
}
