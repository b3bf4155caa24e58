import { prisma } from "@/lib/db/prisma";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** How many partners a list to choose from holds. */
export const PARTNER_CHOICES_MAX = 500;

export interface PartnerChoice {
  id: string;
  name: string;
  email: string;
  merchantId: string;
}

/** The partners a form offers, by name. */
export async function partnerChoices({ ctx }: { ctx: Ctx }): Promise<PartnerChoice[]> {
  authorize(ctx, "programme:read");
  const bound = merchantBound(ctx.actor);
  return prisma().partner.findMany({
    where: bound ? { merchantId: bound } : {},
    select: { id: true, name: true, email: true, merchantId: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: PARTNER_CHOICES_MAX,
  });
}

/** The partners somebody may mean, of one merchant or of all: by id in any spelling, slug or exact name. */
export async function searchPartnerChoices({
  ctx,
  text,
  merchantId,
}: {
  ctx: Ctx;
  text: string;
  merchantId: string | null;
}): Promise<PartnerChoice[]> {
  authorize(ctx, "programme:read");
  const id = readAnyId(text);
  const whose = merchantBound(ctx.actor) ?? merchantId;
  return prisma().partner.findMany({
    where: {
      ...(whose && { merchantId: whose }),
      OR: [{ name: text }, { slug: text }, ...(id ? [{ id }] : [])],
    },
    select: { id: true, name: true, email: true, merchantId: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MEANT_MAX,
  });
}

// One more than the one that is meant would do: several are refused.
const MEANT_MAX = 2;
