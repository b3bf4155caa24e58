import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type PageRequest, readsOldestFirst } from "./page-request";

/** The rows that the actor may see, for a `where` of Prisma's. */
export function ofActor({ actor }: Ctx): { merchantId?: string } {
  const merchantId = merchantBound(actor);
  return merchantId === null ? {} : { merchantId };
}

/** What `findMany` reads for a page of what the actor may see, by keyset in the list's order; `pageOf` makes the page of it. */
export function readByTime(ctx: Ctx, input: PageRequest) {
  const { at, pageSize } = input;
  const oldestFirst = readsOldestFirst(input);
  const order = oldestFirst ? ("asc" as const) : ("desc" as const);
  return {
    where: { ...ofActor(ctx), ...(at && beyond(new Date(at[0]), at[1], oldestFirst)) },
    orderBy: [{ createdAt: order }, { id: order }],
    take: pageSize + 1,
  };
}

function beyond(createdAt: Date, id: string, oldestFirst: boolean) {
  return oldestFirst
    ? { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] }
    : { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

/** The UUID that an address names; refuses with `invalid_id`. `what` with its article. */
export function uuidOf(text: string, what: string): string {
  const id = readAnyId(text);
  if (id) return id;
  throw new Refused({ code: "invalid_id", message: `${text.slice(0, 100)} is not the id of ${what}` });
}
