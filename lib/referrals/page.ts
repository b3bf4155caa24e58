import type { Ctx } from "@/lib/verb/context";
import { merchantBound, partnerBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** One page of a list, newest first. Both times in Unix seconds: after the one, before the other, as they are shown. */
export interface PageInput<State extends string = string> {
  state_eq?: State | undefined;
  created_at_gt?: number | undefined;
  created_at_lt?: number | undefined;
  page: number;
  per_page: number;
}

export interface Page<Row> {
  rows: Row[];
  /** Whether another page follows. */
  more: boolean;
}

/** The parameters that every list has: whose rows, of when, and which page of them. */
export function pageParameters(
  ctx: Ctx,
  { created_at_gt, created_at_lt, page, per_page, partnerId }: PageInput & { partnerId?: string | undefined },
) {
  return {
    merchantId: merchantBound(ctx.actor) ?? undefined,
    partnerId: partnerAsked(ctx, partnerId),
    createdFrom: secondAfter(created_at_gt),
    createdBefore: created_at_lt,
    limit: per_page + 1,
    offset: (page - 1) * per_page,
  };
}

/** The partner whose rows are meant, if it is one: a partner's own key sees nobody else's. */
function partnerAsked(ctx: Ctx, asked: string | undefined): string | undefined {
  const bound = partnerBound(ctx.actor) ?? undefined;
  if (bound && asked && asked !== bound) throw new Refused({ code: "partner_key" });
  return bound ?? asked;
}

/** Shown without its fraction, a second ends where the next begins. */
export function secondAfter(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds + 1;
}

/** The page of rows that were asked for with one more than it holds. */
export function pageOf<Row>(rows: Row[], { per_page }: PageInput): Page<Row> {
  return { rows: rows.slice(0, per_page), more: rows.length > per_page };
}
