import { prisma } from "@/lib/db/prisma";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { MERCHANT_SELECT, type Merchant } from "./merchant";

const MATCHES_MAX = 10;

/** The merchants somebody may mean: the one with that id, in any spelling, or those of exactly that name. */
export async function findMerchants({ ctx, text }: { ctx: Ctx; text: string }): Promise<Merchant[]> {
  authorize(ctx, "merchants:read");
  const id = readAnyId(text);
  return prisma().merchant.findMany({
    where: { OR: [{ name: text }, ...(id ? [{ id }] : [])] },
    select: MERCHANT_SELECT,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MATCHES_MAX,
  });
}
