import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { MERCHANTS_PER_PAGE } from "./limits";
import { MERCHANT_SELECT, type Merchant } from "./merchant";
import type { ListMerchants } from "./schemas";

export interface MerchantPage {
  merchants: Merchant[];
  /** What `after` must name to see the next ones, or null at the end. */
  next: string | null;
}

/** A page of the merchants the actor may see, in the order they were made, so that the first stays the first. */
export async function listMerchants({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListMerchants;
}): Promise<MerchantPage> {
  authorize(ctx, "merchants:read");
  const bound = merchantBound(ctx.actor);
  const found = await prisma().merchant.findMany({
    select: MERCHANT_SELECT,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    ...(bound !== null && { where: { id: bound } }),
    take: MERCHANTS_PER_PAGE + 1,
    ...(input.after && { cursor: { id: input.after }, skip: 1 }),
  });
  const merchants = found.slice(0, MERCHANTS_PER_PAGE);
  return { merchants, next: found.length > MERCHANTS_PER_PAGE ? (merchants.at(-1)?.id ?? null) : null };
}
