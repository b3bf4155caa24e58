import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { MOVE } from "@/lib/generated/sql/referrals/referrals/churn-referral/move";
import { merchantOfDoor } from "@/lib/referrals/merchant-of-door";
import type { ReferralIdentifiers } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { lockReferral } from "./find-referral";
import { recordStates } from "./record-state";
import type { Referral } from "./referral";
import { type ReferralState, referralMayBecome } from "./states";

/**
 * Notes that a referred customer stopped paying; a later payment brings them back. Refuses with `not_found`, and with
 * `invalid` one that never paid. Churning twice changes nothing. Referral contract.
 */
export async function churnReferral({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReferralIdentifiers & { merchantId?: string };
}): Promise<Referral> {
  authorize(ctx, "referrals:manage");
  const merchantId = await merchantOfDoor(ctx, input.merchantId);
  return transaction(async (tx) => {
    const referral = await lockReferral(tx, merchantId, input);
    if (referral.state === "churned") return referral;
    if (referral.firstPaidAt === null) refuseField("referral", "not_allowed", "has not paid yet");
    if (!referralMayBecome(referral.state, "churned"))
      refuseField("referral", "not_allowed", `is ${referral.state}`);
    return moveReferral(tx, ctx, referral, { to: "churned" });
  });
}

/**
 * Moves a locked referral to another state, with the row that says who did and the audit row. What it is again, it is
 * `since` it was before.
 */
export async function moveReferral<Moved extends Referral>(
  tx: Queryable,
  ctx: Ctx,
  referral: Moved,
  {
    to,
    reason,
    since = ctx.now,
  }: { to: ReferralState; reason?: string | undefined; since?: Date | undefined },
): Promise<Moved> {
  await query(MOVE, { referralId: referral.id, to, since, now: ctx.now }, tx);
  await recordStates(tx, ctx, [
    { objectType: "referral", objectId: referral.id, from: referral.state, to, reason, since },
  ]);
  await recordAudit(tx, ctx, {
    action: `referral.${to}`,
    objectType: "referral",
    objectId: referral.id,
    merchantId: referral.merchantId,
    data: { from: referral.state, reason: reason ?? null },
  });
  return { ...referral, state: to, stateSetAt: since, updatedAt: ctx.now };
}
