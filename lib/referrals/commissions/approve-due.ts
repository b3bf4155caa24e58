import { type DueCall, onEveryClock, type Whose } from "@/lib/clock/own-time";
import { query, transaction } from "@/lib/db/sql";
import { APPROVE } from "@/lib/generated/sql/referrals/commissions/approve-due/approve";
import { recordStates } from "@/lib/referrals/referrals/record-state";
import { type Ctx, onBehalf } from "@/lib/verb/context";

/** How many commissions one run of the job approves at most; the next run goes on. */
export const APPROVE_BATCH_MAX = 1_000;

/** Approves the commissions whose holding period has ended. Two at once approve each one once. Resolves to how many. */
export async function approveDueCommissions(call: DueCall): Promise<number> {
  return onEveryClock(call, approveRound);
}

function approveRound(ctx: Ctx, whose: Whose): Promise<number> {
  return transaction(async (tx) => {
    const approved = await query(APPROVE, { now: ctx.now, approveBatchMax: APPROVE_BATCH_MAX, ...whose }, tx);
    await recordStates(
      tx,
      ctx,
      approved.map(({ id, amountMinor }) => ({
        objectType: "commission" as const,
        objectId: id,
        from: "pending",
        to: "approved",
        amountMinor,
        reason: "The holding period ended.",
      })),
    );
    return approved.length;
  });
}

/** What is read next shows no commission as pending past its time, whether or not the job has come by. */
export async function approveDueBefore(ctx: Ctx): Promise<void> {
  const job = onBehalf("approve-commissions", ctx);
  while ((await approveDueCommissions({ ctx: job })) >= APPROVE_BATCH_MAX);
}
