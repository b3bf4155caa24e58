import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { DECIDE } from "@/lib/generated/sql/referrals/commissions/decide-commissions/decide";
import { LOCK, type LockRow } from "@/lib/generated/sql/referrals/commissions/decide-commissions/lock";
import { REASON_LENGTH_MAX } from "@/lib/payments/cancel-payment";
import { recordStates } from "@/lib/referrals/referrals/record-state";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { decisionRefusal } from "./decision-refusal";

/** The most commissions one decision takes. */
export const DECIDE_MAX = 200;

const ids = z.array(z.uuid()).min(1, "Choose a commission.").max(DECIDE_MAX, `Choose at most ${DECIDE_MAX}.`);
const reason = z.string().trim().max(REASON_LENGTH_MAX, `Use at most ${REASON_LENGTH_MAX} characters.`);

export const DecideCommissions = z.discriminatedUnion("to", [
  z.object({ to: z.literal("approved"), ids, reason: reason.optional() }),
  z.object({ to: z.literal("rejected"), ids, reason: reason.min(1, "Say why.") }),
]);
export type DecideCommissions = z.infer<typeof DecideCommissions>;

/** What became of each, in the order they were asked for. */
export type CommissionDecision = { id: string } & (
  | { outcome: "decided" }
  | { outcome: "skipped"; reason: string }
);

/**
 * Approves commissions before their holding period ends, or rejects them and says why. Each is decided or skipped with
 * its reason: one that has been decided otherwise in the meantime stands in nobody's way.
 */
export async function decideCommissions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DecideCommissions;
}): Promise<CommissionDecision[]> {
  authorize(ctx, "commissions:decide");
  return transaction(async (tx) => {
    const locked = await query(LOCK, { ids: input.ids, merchantId: merchantBound(ctx.actor) }, tx);
    const decisions: CommissionDecision[] = [];
    for (const id of new Set(input.ids)) {
      decisions.push(
        await decide(
          tx,
          ctx,
          id,
          locked.find((each) => each.id === id),
          input,
        ),
      );
    }
    return decisions;
  });
}

async function decide(
  tx: Queryable,
  ctx: Ctx,
  id: string,
  commission: LockRow | undefined,
  { to, reason }: DecideCommissions,
): Promise<CommissionDecision> {
  const refusal = decisionRefusal(commission, to);
  if (!commission || refusal) return { id, outcome: "skipped", reason: refusal ?? "Not found." };
  await query(DECIDE, { id, to, now: ctx.now }, tx);
  const { state: from, amountMinor, merchantId } = commission;
  await recordStates(tx, ctx, [
    { objectType: "commission", objectId: id, from, to, amountMinor, reason: reason || undefined },
  ]);
  await recordAudit(tx, ctx, {
    action: `commission.${to}`,
    objectType: "commission",
    objectId: id,
    merchantId,
    data: { from, amountMinor: amountMinor.toString(), reason: reason || null },
  });
  return { id, outcome: "decided" };
}
