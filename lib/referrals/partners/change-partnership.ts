import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { LOCK } from "@/lib/generated/sql/referrals/partners/change-partnership/lock";
import { MOVE } from "@/lib/generated/sql/referrals/partners/change-partnership/move";
import { readAnyId } from "@/lib/ids";
import { recordStates } from "@/lib/referrals/referrals/record-state";
import { PARTNERSHIP_STATES, partnershipMayBecome } from "@/lib/referrals/referrals/states";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type Partnership, partnershipFromRow } from "./partner";

export const ChangePartnership = z.object({
  /** Any spelling of the partnership's id. */
  id: z.string(),
  state: z.enum(PARTNERSHIP_STATES),
});
export type ChangePartnership = z.infer<typeof ChangePartnership>;

/**
 * Accepts, declines or terminates a partnership; its referrals take no payments once it is terminated. The state it is in
 * already changes nothing. Refuses with `not_found` or `illegal_transition`.
 */
export async function changePartnership({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ChangePartnership;
}): Promise<Partnership> {
  authorize(ctx, "referrals:manage");
  return transaction(async (tx) => {
    const partnership = await lock(tx, ctx, input.id);
    const { id, state: from, merchantId } = partnership;
    if (from === input.state) return partnership;
    if (!partnershipMayBecome(from, input.state)) throw illegal(from, input.state);
    await query(MOVE, { id, state: input.state, now: ctx.now }, tx);
    await recordStates(tx, ctx, [{ objectType: "partnership", objectId: id, from, to: input.state }]);
    await recordAudit(tx, ctx, {
      action: `partnership.${input.state}`,
      objectType: "partnership",
      objectId: id,
      merchantId,
      data: { from },
    });
    return { ...partnership, state: input.state, stateSetAt: ctx.now };
  });
}

async function lock(tx: Queryable, ctx: Ctx, text: string): Promise<Partnership> {
  const [row] = await query(LOCK, { text: readAnyId(text), merchantId: merchantBound(ctx.actor) }, tx);
  if (!row) throw new Refused({ code: "not_found", object: "Partnership", id: text });
  return partnershipFromRow(row);
}

function illegal(from: string, to: string): Refused {
  const reason = `A partnership that is ${from} cannot become ${to}.`;
  return new Refused({ code: "illegal_transition", from, to, reason });
}
