import { prisma } from "@/lib/db/prisma";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { KEY_SELECT, type Key, toKey } from "./key";
import { KEYS_PER_PAGE, type ListKeys } from "./schemas";

/** A key and who made it: null where it was made at the command line. */
export interface ListedKey extends Key {
  maker: { name: string; disabled: boolean } | null;
}

export interface KeyPage {
  keys: ListedKey[];
  /** What `before` must name to see older keys, or null at the end. */
  older: string | null;
}

/** A page of API keys, newest first, the revoked ones included. */
export async function listKeys({ ctx, input }: { ctx: Ctx; input: ListKeys }): Promise<KeyPage> {
  authorize(ctx, "keys:read");
  const rows = await prisma().apiKey.findMany({
    select: { ...KEY_SELECT, createdBy: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: KEYS_PER_PAGE + 1,
    ...(input.before && { cursor: { id: input.before }, skip: 1 }),
  });
  const page = rows.slice(0, KEYS_PER_PAGE);
  const makers = await makersOf(page.flatMap(({ createdBy }) => createdBy ?? []));
  const keys = page.map(({ createdBy, ...row }) => ({
    ...toKey(row, deploymentTime(ctx)),
    maker: makers.get(createdBy ?? "") ?? null,
  }));
  return { keys, older: rows.length > KEYS_PER_PAGE ? (keys.at(-1)?.id ?? null) : null };
}

async function makersOf(userIds: string[]): Promise<Map<string, ListedKey["maker"]>> {
  const people = await prisma().user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true, disabledAt: true },
  });
  return new Map(
    people.map(({ id, name, disabledAt }) => [id, { name, disabled: disabledAt !== null }] as const),
  );
}
