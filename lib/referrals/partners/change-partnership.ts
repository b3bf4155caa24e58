import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import { recordStates } from "@/lib/referrals/referrals/record-state";
import { PARTNERSHIP_STATES, partnershipMayBecome } from "@/lib/referrals/referrals/states";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { PARTNERSHIP_COLUMNS, type Partnership, type PartnershipRow, partnershipFromRow } from "./partner";

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
    await run(MOVE, [id, input.state, ctx.now], tx);
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
  const [row] = await run<PartnershipRow>(LOCK, [readAnyId(text), merchantBound(ctx.actor)], tx);
  if (!row) throw new Refused({ code: "not_found", object: "Partnership", id: text });
  return partnershipFromRow(row);
}

function illegal(from: string, to: string): Refused {
  const reason = `A partnership that is ${from} cannot become ${to}.`;
  return new Refused({ code: "illegal_transition", from, to, reason });
}

const LOCK = statement(`
  SELECT ${PARTNERSHIP_COLUMNS} FROM partnership s JOIN partner n ON n.id = s.partner_id
  WHERE s.id = $1 AND ($2::uuid IS NULL OR s.merchant_id = $2) FOR UPDATE OF s`);

const MOVE = statement("UPDATE partnership SET state = $2, state_set_at = $3 WHERE id = $1");
