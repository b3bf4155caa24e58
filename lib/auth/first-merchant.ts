import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

const holder = globalThis as typeof globalThis & {
  counterfoilFirstMerchant?: { id: string; database: string | undefined };
};

/**
 * The merchant of an object made at a door whose dialect names none: the one the actor is bound to, else the
 * deployment's first. Refuses with `conflict` while there is no merchant. The first one never changes, so it is asked once.
 */
export async function merchantOrFirst(ctx: Ctx): Promise<string> {
  const bound = merchantBound(ctx.actor);
  if (bound) return bound;
  const database = process.env.DATABASE_URL;
  const known = holder.counterfoilFirstMerchant;
  if (known && known.database === database) return known.id;
  const first = await prisma().merchant.findFirst({
    select: { id: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  if (!first)
    throw new Refused({
      code: "conflict",
      message: "This deployment has no merchant yet. Make one in the console.",
    });
  holder.counterfoilFirstMerchant = { id: first.id, database };
  return first.id;
}
