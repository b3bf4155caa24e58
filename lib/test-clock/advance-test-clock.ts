import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { rereadClocks } from "@/lib/clock/clock";
import { AHEAD_SECONDS_MAX, STEP_SECONDS_MAX } from "@/lib/clock/limits";
import { announceClockMove } from "@/lib/clock/listen-for-clock-moves";
import { hasLiveConnection } from "@/lib/connectors/connection";
import { query, transaction } from "@/lib/db/sql";
import { DAY_SECONDS } from "@/lib/durations";
import { ADVANCE } from "@/lib/generated/sql/test-clock/advance-test-clock/advance";
import { runDueJobs } from "@/lib/jobs/run-due";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** `from` is how far ahead the form showed the clock to be, in milliseconds: the same form sent twice advances once. */
export const AdvanceTestClock = z.object({
  from: z.coerce.number().int().min(0),
  seconds: z.coerce
    .number("A number of seconds.")
    .int("Whole seconds.")
    .min(1, "The clock only moves forward.")
    .max(STEP_SECONDS_MAX, `At most ${STEP_SECONDS_MAX / DAY_SECONDS} days in one step.`),
});
export type AdvanceTestClock = z.output<typeof AdvanceTestClock>;

/**
 * Moves the time that payments, links and keys live in forward, and does at once what became due. Refused where real
 * money can move. Gives how far the clock is ahead now, in milliseconds.
 */
export async function advanceTestClock({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AdvanceTestClock;
}): Promise<number> {
  authorize(ctx, "clock:advance");
  await refuseWithLiveConnection();
  const stepMs = input.seconds * 1_000;
  if (input.from + stepMs > AHEAD_SECONDS_MAX * 1_000) {
    throw new Refused({
      code: "conflict",
      message: `The clock may be at most ${AHEAD_SECONDS_MAX / DAY_SECONDS} days ahead.`,
    });
  }
  const offsetMs = await transaction(async (tx) => {
    const [moved] = await query(
      ADVANCE,
      { from: input.from, stepMs, now: ctx.now, actorId: ctx.actor.id },
      tx,
    );
    if (!moved) throw new Refused({ code: "lost_race" });
    await recordAudit(tx, ctx, {
      action: "clock.advanced",
      objectType: "test_clock",
      objectId: "1",
      data: { seconds: input.seconds, aheadMs: Number(moved.offset_ms) },
    });
    await announceClockMove(tx);
    return Number(moved.offset_ms);
  });
  await rereadClocks();
  await runDueJobs();
  return offsetMs;
}

async function refuseWithLiveConnection(): Promise<void> {
  if (!(await hasLiveConnection())) return;
  throw new Refused({
    code: "conflict",
    message: "This deployment can move real money, so its clock cannot be moved.",
  });
}
