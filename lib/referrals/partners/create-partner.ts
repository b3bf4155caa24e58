import { recordAudit } from "@/lib/audit/record";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { isUniqueViolation, prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { merchantOfDoor } from "../merchant-of-door";
import type { PartnerBody } from "../wire";
import { findPartner } from "./find-partner";
import type { Partner } from "./partner";

/** Adds a partner. A slug is one partner's within a merchant: refuses with `invalid` one that is taken. */
export async function createPartner({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PartnerBody & FromForm & { merchantId?: string };
}): Promise<Partner> {
  authorize(ctx, "referrals:manage");
  const merchantId = await merchantOfDoor(ctx, input.merchantId);
  const { name, email, slug, paypal_email: paypalEmail = null } = input;
  const id = input.formId ?? newId();
  const partner: Partner = { id, merchantId, name, email, slug, paypalEmail, createdAt: ctx.now };
  return prismaTransaction(async (tx) => {
    await tx.db.partner.create({ data: partner }).catch(refuseTakenSlug);
    await recordAudit(tx, ctx, {
      action: "partner.created",
      objectType: "partner",
      objectId: partner.id,
      merchantId,
      data: { name, email, slug },
    });
    return partner;
  }).catch((err: unknown) =>
    madeBefore(err, input, (id) => findPartner(ctx, id), { merchantId, name, email, slug, paypalEmail }),
  );
}

function refuseTakenSlug(err: unknown): never {
  if (isUniqueViolation(err, "partner_slug")) refuseField("slug", "invalid_value", "has already been taken");
  throw err;
}
