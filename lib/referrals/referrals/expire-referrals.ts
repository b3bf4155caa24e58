import { type DueCall, onEveryClock, type Whose } from "@/lib/clock/own-time";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { DUE } from "@/lib/generated/sql/referrals/referrals/expire-referrals/due";
import { EXPIRE } from "@/lib/generated/sql/referrals/referrals/expire-referrals/expire";
import { type Ctx, onBehalf } from "@/lib/verb/context";
import { recordStates } from "./record-state";
import type { ReferralInProgramme } from "./referral";

/** How many referrals one run of the job expires at most; the next run goes on. */
export const EXPIRE_REFERRALS_MAX = 500;

const NAME = "expire-referrals";
const REASON = "No payment came within the partnership's expiry window.";

/** Expires the converted referrals whose window has closed. Resolves to how many there were. */
export async function expireReferrals(call: DueCall): Promise<number> {
  return onEveryClock(call, expireRound);
}

function expireRound(ctx: Ctx, whose: Whose): Promise<number> {
  return transaction(async (tx) => {
    const due = await query(DUE, { now: ctx.now, expireBatchMax: EXPIRE_REFERRALS_MAX, ...whose }, tx);
    await expire(tx, ctx, due);
    return due.length;
  });
}

/** A locked referral as it is now: one whose window has closed expires there and then, not when the job comes by. */
export async function expireReferralIfDue(
  tx: Queryable,
  ctx: Ctx,
  referral: ReferralInProgramme,
): Promise<ReferralInProgramme> {
  if (!isDue(ctx, referral)) return referral;
  await expire(tx, onBehalf(NAME, ctx), [referral]);
  return { ...referral, state: "expired", stateSetAt: ctx.now, updatedAt: ctx.now };
}

/** Whether a referral's window has closed without a payment. */
export function isDue(ctx: Ctx, { state, expiresAt }: ReferralInProgramme): boolean {
  return state === "converted" && expiresAt !== null && expiresAt <= ctx.now;
}

async function expire(tx: Queryable, ctx: Ctx, due: readonly { id: string }[]): Promise<void> {
  await query(EXPIRE, { due: due.map(({ id }) => id), now: ctx.now }, tx);
  await recordStates(
    tx,
    ctx,
    due.map(({ id }) => ({
      objectType: "referral" as const,
      objectId: id,
      from: "converted",
      to: "expired",
      reason: REASON,
    })),
  );
}
