import { z } from "zod";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { LOCK } from "@/lib/generated/sql/referrals/referrals/reject-referral/lock";
import { readAnyId } from "@/lib/ids";
import { REASON_LENGTH_MAX } from "@/lib/payments/cancel-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { moveReferral } from "./churn-referral";
import type { Referral } from "./referral";

export const RejectReferral = z.object({
  /** Any spelling of the referral's id. */
  id: z.string(),
  reason: z.string().max(REASON_LENGTH_MAX, `Use at most ${REASON_LENGTH_MAX} characters.`).optional(),
});
export type RejectReferral = z.infer<typeof RejectReferral>;

/** Rejects a referral for good: it takes no more payments. What was earned stays earned. Refuses with `not_found`. */
export async function rejectReferral({ ctx, input }: { ctx: Ctx; input: RejectReferral }): Promise<Referral> {
  authorize(ctx, "referrals:manage");
  return transaction(async (tx) => {
    const referral = await lockById(tx, ctx, input.id);
    if (referral.state === "rejected") return referral;
    return moveReferral(tx, ctx, referral, { to: "rejected", reason: input.reason || undefined });
  });
}

async function lockById(tx: Queryable, ctx: Ctx, text: string): Promise<Referral> {
  const id = readAnyId(text);
  const [referral] = await query(LOCK, { id, merchantId: merchantBound(ctx.actor) }, tx);
  if (!referral) throw new Refused({ code: "not_found", object: "Referral", id: text });
  return referral;
}
