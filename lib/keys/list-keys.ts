import { prisma } from "@/lib/db/prisma";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { KEY_SELECT, type Key, toKey } from "./key";
import { KEYS_PER_PAGE, type ListKeys } from "./schemas";

export interface KeyPage {
  keys: Key[];
  /** What `before` must name to see older keys, or null at the end. */
  older: string | null;
}

/** A page of API keys, newest first, the revoked ones included. */
export async function listKeys({ ctx, input }: { ctx: Ctx; input: ListKeys }): Promise<KeyPage> {
  authorize(ctx, "keys:read");
  const rows = await prisma().apiKey.findMany({
    select: KEY_SELECT,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: KEYS_PER_PAGE + 1,
    ...(input.before && { cursor: { id: input.before }, skip: 1 }),
  });
  const keys = rows.slice(0, KEYS_PER_PAGE).map((row) => toKey(row, ctx.now));
  return { keys, older: rows.length > KEYS_PER_PAGE ? (keys.at(-1)?.id ?? null) : null };
}
