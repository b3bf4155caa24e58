import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { noSuchMerchant } from "./lock-merchant";
import { MERCHANT_SELECT, type Merchant } from "./merchant";
import type { NameMerchant } from "./schemas";

/** One merchant. Another merchant than the actor's own is not found. */
export async function getMerchant({ ctx, input }: { ctx: Ctx; input: NameMerchant }): Promise<Merchant> {
  authorize(ctx, "merchants:read");
  const bound = merchantBound(ctx.actor);
  const where = { id: input.id, ...(bound !== null && { AND: { id: bound } }) };
  const merchant = await prisma().merchant.findUnique({ where, select: MERCHANT_SELECT });
  if (!merchant) throw noSuchMerchant(input.id);
  return merchant;
}
