import { prisma } from "@/lib/db/prisma";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";

/**
 * The merchant a new object belongs to: the one the actor is bound to, else the one named, in any spelling. A bound
 * actor that names another is refused with `other_merchant`.
 */
export function actingMerchant(ctx: Ctx, named: string | undefined): string {
  const bound = merchantBound(ctx.actor);
  if (named === undefined) return bound ?? refuseField("merchantId", "required", "is required");
  const id = readAnyId(named);
  refuseBeyondMerchant(ctx, id);
  return id ?? refuseField("merchantId", "invalid_value", "is not the id of a merchant");
}

/** The same, of a merchant that is looked for before anything is written for it: a person chose it, or a client named it. */
export async function chosenMerchant(ctx: Ctx, named: string): Promise<string> {
  const id = actingMerchant(ctx, named);
  if (id === merchantBound(ctx.actor)) return id;
  const found = await prisma().merchant.findUnique({ where: { id }, select: { id: true } });
  return found?.id ?? refuseField("merchantId", "invalid_value", "is not the id of a merchant");
}

/** The merchant a list is narrowed to, or null for all. An id that is none narrows to nothing. */
export function listedMerchant(ctx: Ctx, named: string | undefined): string | null {
  const bound = merchantBound(ctx.actor);
  if (named === undefined) return bound;
  const id = readAnyId(named);
  refuseBeyondMerchant(ctx, id);
  return id ?? NO_ID;
}

/** Found nowhere: no id of ours is nil. */
export const NO_ID = "00000000-0000-0000-0000-000000000000";
