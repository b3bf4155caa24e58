import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { PageRequest } from "./page-request";

/** The rows that the actor may see, for a `where` of Prisma's. */
export function ofActor({ actor }: Ctx): { merchantId?: string } {
  const merchantId = merchantBound(actor);
  return merchantId === null ? {} : { merchantId };
}

/** What `findMany` reads for a page of what the actor may see, newest first, by keyset; `pageOf` makes the page of it. */
export function readNewest(ctx: Ctx, { at, side, pageSize }: PageRequest) {
  const backwards = side === "before";
  const order = backwards ? ("asc" as const) : ("desc" as const);
  return {
    where: { ...ofActor(ctx), ...(at && beyond(new Date(at[0]), at[1], backwards)) },
    orderBy: [{ createdAt: order }, { id: order }],
    take: pageSize + 1,
  };
}

function beyond(createdAt: Date, id: string, backwards: boolean) {
  return backwards
    ? { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] }
    : { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

/** The UUID that an address names; refuses with `invalid_id`. `what` with its article. */
export function uuidOf(text: string, what: string): string {
  const id = readAnyId(text);
  if (id) return id;
  throw new Refused({ code: "invalid_id", message: `${text.slice(0, 100)} is not the id of ${what}` });
}
