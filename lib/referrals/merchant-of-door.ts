import { chosenMerchant } from "@/lib/auth/acting-merchant";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import type { Ctx } from "@/lib/verb/context";

/**
 * The merchant a call of this door is about: the one named (the console does), else the one the key is bound to, else
 * the deployment's first, because the dialect has no way of naming one.
 */
export async function merchantOfDoor(ctx: Ctx, named?: string): Promise<string> {
  return named === undefined ? merchantOrFirst(ctx) : chosenMerchant(ctx, named);
}
