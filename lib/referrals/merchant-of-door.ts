import { actingMerchant } from "@/lib/auth/acting-merchant";
import { merchantBound } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/context";
import { run, statement } from "@/lib/db/sql";
import { Refused } from "@/lib/problem";

/**
 * The merchant a call of this door is about: the one named (the console does), else the one the key is bound to, else
 * the deployment's first, because the dialect has no way of naming one.
 */
export async function merchantOfDoor(ctx: Ctx, named?: string): Promise<string> {
  if (named !== undefined) return actingMerchant(ctx, named);
  return merchantBound(ctx.actor) ?? (await firstMerchant());
}

async function firstMerchant(): Promise<string> {
  const [first] = await run<{ id: string }>(FIRST, []);
  if (!first) throw new Refused({ code: "conflict", message: "There is no merchant yet." });
  return first.id;
}

const FIRST = statement("SELECT id FROM merchant ORDER BY created_at, id LIMIT 1");
