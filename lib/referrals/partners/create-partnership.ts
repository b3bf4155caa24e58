import { recordAudit } from "@/lib/audit/record";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { prismaTransaction } from "@/lib/db/sql";
import type { Prisma } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import { recordStates } from "@/lib/referrals/referrals/record-state";
import type { PartnershipState } from "@/lib/referrals/referrals/states";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Terms } from "../terms";
import type { PartnershipBody } from "../wire";
import { findPartner } from "./find-partner";
import { getPartnership } from "./get-partnership";
import type { Partnership } from "./partner";

/**
 * Agrees on terms with a partner: accepted at once, or pending until the partner answers. A partner may have several
 * partnerships; new referrals come under the newest accepted one. Refuses with `not_found`. Referral contract, "Ours".
 */
export async function createPartnership({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PartnershipBody & FromForm & { state?: Extract<PartnershipState, "pending" | "accepted"> };
}): Promise<Partnership> {
  authorize(ctx, "referrals:manage");
  const partner = await findPartner(ctx, input.partner_id);
  const partnership: Partnership = {
    id: input.formId ?? newId(),
    merchantId: partner.merchantId,
    partnerId: partner.id,
    partnerName: partner.name,
    terms: termsOf(input),
    state: input.state ?? "accepted",
    stateSetAt: ctx.now,
    createdAt: ctx.now,
  };
  // One that was answered, or ended, is no more in the state it was made in.
  const asMade = (found: Partnership) => ({
    ...found,
    madeIn: found.stateSetAt.getTime() === found.createdAt.getTime() ? found.state : partnership.state,
  });
  return prismaTransaction(async (tx) => {
    await tx.db.partnership.create({ data: columnsOf(partnership) });
    await recordStates(tx, ctx, [
      { objectType: "partnership", objectId: partnership.id, from: null, to: partnership.state },
    ]);
    await recordAudit(tx, ctx, {
      action: "partnership.created",
      objectType: "partnership",
      objectId: partnership.id,
      merchantId: partnership.merchantId,
      data: { partnerId: partner.id, state: partnership.state, type: partnership.terms.rate.type },
    });
    return partnership;
  }).catch((err: unknown) =>
    madeBefore<ReturnType<typeof asMade>>(
      err,
      input,
      (id) => getPartnership({ ctx, input: { id } }).then(asMade),
      {
        partnerId: partnership.partnerId,
        terms: partnership.terms,
        madeIn: partnership.state,
      },
    ),
  );
}

/** The agreed terms in a request. */
export function termsOf(input: PartnershipBody): Terms {
  const { commission } = input;
  return {
    rate:
      commission.type === "percent"
        ? { type: "percent", basisPoints: commission.basis_points }
        : { type: "flat", amountMinor: commission.amount, currency: commission.currency },
    recurrence:
      commission.recurrence === "months"
        ? { recurrence: "months", months: commission.months }
        : { recurrence: commission.recurrence },
    holdDays: input.hold_days,
    referralExpiryDays: input.referral_expiry_days,
    minimumPayoutMinor: input.minimum_payout,
  };
}

function columnsOf({
  partnerName: _,
  terms,
  ...partnership
}: Partnership): Prisma.PartnershipUncheckedCreateInput {
  const { rate, recurrence, ...numbers } = terms;
  return {
    ...partnership,
    ...numbers,
    commissionType: rate.type,
    basisPoints: rate.type === "percent" ? rate.basisPoints : null,
    flatAmountMinor: rate.type === "flat" ? rate.amountMinor : null,
    flatCurrency: rate.type === "flat" ? rate.currency : null,
    recurrence: recurrence.recurrence,
    months: recurrence.recurrence === "months" ? recurrence.months : null,
  };
}
