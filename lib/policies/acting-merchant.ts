import { chosenMerchant } from "@/lib/auth/acting-merchant";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** The merchant new policyholders and product modules belong to: the bound one, the one a person chose, or the oldest. */
export async function policyMerchant(ctx: Ctx, chosen?: string): Promise<string> {
  if (merchantBound(ctx.actor) || chosen === undefined) return merchantOrFirst(ctx);
  return chosenMerchant(ctx, chosen);
}

/** An actor bound to another merchant is told that the object is not there. */
export function refuseOtherMerchant(ctx: Ctx, merchantId: string, object: string, id: string): void {
  const bound = merchantBound(ctx.actor);
  if (bound && bound !== merchantId) throw new Refused({ code: "not_found", object, id });
}
