import { deploymentOffsetMs } from "@/lib/clock/clock";
import { AHEAD_SECONDS_MAX, STEP_SECONDS_MAX } from "@/lib/clock/limits";
import { hasLiveConnection } from "@/lib/connectors/connection";
import { type PrismaTransaction, queryOne } from "@/lib/db/sql";
import { DAY_SECONDS } from "@/lib/durations";
import { AHEAD } from "@/lib/generated/sql/merchant-clocks/ahead";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";

/** The original's own spelling. */
export const CLOCK_ID = /^tc_[a-zA-Z0-9]{16}$/;

/** How many test clocks a merchant has at a time. */
export const CLOCKS_MAX = 1_000;

/** A handle on the time its merchant lives in: all clocks of a merchant show the same time. */
export interface MerchantClock {
  id: string;
  merchantId: string;
  name: string | null;
  description: string | null;
  /** The merchant's time. It runs on as real time does. */
  currentTime: Date;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
}

export interface ClockRow extends Omit<MerchantClock, "currentTime"> {
  offsetMs: bigint;
}

export const CLOCK_SELECT = {
  ...{ id: true, merchantId: true, name: true, description: true, offsetMs: true },
  ...{ createdAt: true, updatedAt: true, deletedAt: true },
} as const;

export function toClock(ctx: Ctx, { offsetMs, ...clock }: ClockRow): MerchantClock {
  return { ...clock, currentTime: timeAt(ctx, Number(offsetMs)) };
}

/** One clock, also a deleted one. Refuses with `not_found`, also for another merchant's. */
export async function findClock(ctx: Ctx, id: string, db: PrismaTransaction["db"]): Promise<ClockRow> {
  const bound = merchantBound(ctx.actor);
  const row = CLOCK_ID.test(id)
    ? await db.merchantTestClock.findUnique({ where: { id }, select: CLOCK_SELECT })
    : null;
  if (!row || (bound !== null && row.merchantId !== bound))
    throw new Refused({ code: "not_found", object: "Test clock", id });
  return row;
}

/** The real time, which every offset is counted from. */
export function realTime(ctx: Ctx): Date {
  return new Date(deploymentTime(ctx).getTime() - deploymentOffsetMs());
}

/** The time that is so far ahead of the real one; the deployment's where that is further. */
export function timeAt(ctx: Ctx, offsetMs: number): Date {
  return new Date(realTime(ctx).getTime() + Math.max(offsetMs, deploymentOffsetMs()));
}

/** How far ahead of real time a merchant is, whose row is locked. */
export async function offsetOf(tx: PrismaTransaction, merchantId: string): Promise<number> {
  const row = await queryOne(AHEAD, { merchantId }, tx);
  return Math.max(Number(row?.offsetMs ?? 0), deploymentOffsetMs());
}

/** The offset that makes it `to`, given the one there is; refuses a step back, too far, or beyond all limits. */
export function offsetFor(ctx: Ctx, to: Date, offsetMs: number, field = "currentTime"): number {
  const wanted = to.getTime() - realTime(ctx).getTime();
  const days = (seconds: number) => seconds / DAY_SECONDS;
  if (wanted - offsetMs > STEP_SECONDS_MAX * 1_000)
    refuseField(field, "too_big", `must be at most ${days(STEP_SECONDS_MAX)} days later in one step`);
  if (wanted > AHEAD_SECONDS_MAX * 1_000)
    refuseField(field, "too_big", `must be at most ${days(AHEAD_SECONDS_MAX)} days ahead of the real time`);
  return wanted;
}

export async function refuseWithLiveConnection(): Promise<void> {
  if (!(await hasLiveConnection())) return;
  throw new Refused({
    code: "capability_not_supported",
    message: "This deployment can move real money, so there are no test clocks.",
  });
}
