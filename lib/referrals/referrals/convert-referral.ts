import { recordAudit } from "@/lib/audit/record";
import { isUniqueViolation, type Queryable, query, transaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { INSERT } from "@/lib/generated/sql/referrals/referrals/convert-referral/insert";
import { PROGRAMME } from "@/lib/generated/sql/referrals/referrals/convert-referral/programme";
import { newId } from "@/lib/ids";
import { merchantOfDoor } from "@/lib/referrals/merchant-of-door";
import type { ConversionBody } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { recordStates } from "./record-state";
import type { Referral } from "./referral";

/**
 * A recommended visitor became a customer: the referral begins, under the newest accepted partnership of the slug.
 * Refuses with `invalid` a slug without one, and with `conflict` a customer who is a referral already. Referral contract.
 */
export async function convertReferral({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ConversionBody & { merchantId?: string };
}): Promise<Referral> {
  authorize(ctx, "referrals:manage");
  const merchantId = await merchantOfDoor(ctx, input.merchantId);
  return transaction(async (tx) => {
    const programme = await lockProgramme(tx, merchantId, input.affiliate_slug);
    const referral = newReferral(ctx, merchantId, programme, input);
    await insert(tx, referral);
    await recordStates(tx, ctx, [
      { objectType: "referral", objectId: referral.id, from: null, to: "converted" },
    ]);
    await recordAudit(tx, ctx, {
      action: "referral.converted",
      objectType: "referral",
      objectId: referral.id,
      merchantId,
      data: { partnerId: programme.partnerId },
    });
    return referral;
  });
}

interface Programme {
  partnershipId: string;
  partnerId: string;
  referralExpiryDays: number;
}

async function lockProgramme(tx: Queryable, merchantId: string, slug: string): Promise<Programme> {
  const [programme] = await query(PROGRAMME, { merchantId, slug }, tx);
  return (
    programme ?? refuseField("affiliate_slug", "invalid_value", "is not the slug of an active partnership")
  );
}

function newReferral(ctx: Ctx, merchantId: string, programme: Programme, input: ConversionBody): Referral {
  const { partnershipId, partnerId, referralExpiryDays: days } = programme;
  return {
    id: newId(),
    merchantId,
    partnershipId,
    partnerId,
    uid: input.uid ?? null,
    email: input.email ?? null,
    state: "converted",
    stateSetAt: ctx.now,
    expiresAt: days === 0 ? null : new Date(ctx.now.getTime() + days * DAY_MS),
    firstPaidAt: null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}

async function insert(tx: Queryable, referral: Referral): Promise<void> {
  const { id, merchantId, partnershipId, uid, email, expiresAt, createdAt } = referral;
  try {
    await query(INSERT, { id, merchantId, partnershipId, uid, email, expiresAt, createdAt }, tx);
  } catch (err) {
    if (isUniqueViolation(err)) throw new Refused({ code: "conflict", message: "Referral already exists" });
    throw err;
  }
}
