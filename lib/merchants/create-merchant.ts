import { recordAudit } from "@/lib/audit/record";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { formatDecimal } from "@/lib/money/decimal";
import type { Ctx } from "@/lib/verb/context";
import { authorize, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { MERCHANT_SELECT, type Merchant } from "./merchant";
import { newRedirectSecret } from "./redirect-secret";
import type { CreateMerchant } from "./schemas";

/** Makes a merchant with a redirect secret of its own. The same form sent again gives the merchant it made. */
export async function createMerchant({ ctx, input }: { ctx: Ctx; input: CreateMerchant }): Promise<Merchant> {
  authorize(ctx, "merchants:manage");
  refuseBeyondMerchant(ctx, null);
  return prismaTransaction((tx) => insertMerchant(tx, ctx, input));
}

/** The part of set-up and of the verb that they share: no permission is asked here. */
export async function insertMerchant(
  tx: PrismaTransaction,
  ctx: Ctx,
  input: CreateMerchant,
): Promise<Merchant> {
  const { id, name, logoColor, defaultCurrency, paymentLimit } = input;
  const [made] = await tx.db.merchant.createManyAndReturn({
    data: {
      id,
      name,
      logoColor,
      defaultCurrency,
      paymentLimitMinor: paymentLimit,
      redirectSecretSealed: newRedirectSecret(id).sealed,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    skipDuplicates: true,
    select: MERCHANT_SELECT,
  });
  if (!made) return madeBefore(tx, ctx, input);
  await recordAudit(tx, ctx, {
    action: "merchant.created",
    objectType: "merchant",
    objectId: id,
    merchantId: id,
    data: { name, logoColor, defaultCurrency, paymentLimit: formatDecimal(paymentLimit, 2) },
  });
  return made;
}

async function madeBefore(tx: PrismaTransaction, ctx: Ctx, input: CreateMerchant): Promise<Merchant> {
  const { id, name, logoColor, defaultCurrency, paymentLimit: paymentLimitMinor } = input;
  const made = await tx.db.merchant.findUniqueOrThrow({ where: { id }, select: MERCHANT_SELECT });
  refuseUnlessSame(ctx, made, { name, logoColor, defaultCurrency, paymentLimitMinor });
  return made;
}
