import { query, queryComposed } from "@/lib/db/sql";
import { COUNTS } from "@/lib/generated/sql/checkout/list-checkout-links/counts";
import { PAGE } from "@/lib/generated/sql/checkout/list-checkout-links/page";
import type { Payment } from "@/lib/payments/payment";
import { EVERYTHING } from "@/lib/payments/search";
import { searchConditions } from "@/lib/payments/search-conditions";
import type { PaymentStage } from "@/lib/payments/status";
import { keyset, readKeysetPage } from "@/lib/search/keyset";
import { type Ctx, jobContext } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { expireCheckoutPayments } from "./expire-checkout-payments";
import { LINK_SHELVES, type LinkSearch, type LinkShelf, SHELF_NAMES } from "./link-search";

export const LINKS_PAGE_ROWS = 50;

/** A link as a list shows it. */
export type LinkRow = Payment & {
  token: string;
  expiresAt: Date;
  merchantName: string;
  customerName: string | null;
};

export interface LinkPage {
  rows: LinkRow[];
  older: string | null;
  newer: string | null;
  /** How many links each shelf holds, whatever the text searched for. */
  counts: Record<LinkShelf, number>;
}

/** A page of checkout links, newest first, by keyset. */
export async function listCheckoutLinks({ ctx, input }: { ctx: Ctx; input: LinkSearch }): Promise<LinkPage> {
  authorize(ctx, "payments:read");
  // A link past its time is not open, whether or not the job has come by.
  await expireCheckoutPayments({ ctx: jobContext("expire-checkout-payments", ctx.now, ctx.requestId) });
  const [page, counts] = await Promise.all([
    readKeysetPage(input, LINKS_PAGE_ROWS, (...place) => readRows(ctx, input, ...place)),
    countShelves(ctx),
  ]);
  return { ...page, counts };
}

async function readRows(
  ctx: Ctx,
  { q, shelf }: LinkSearch,
  cursor: string | undefined,
  direction: "older" | "newer",
  limit: number,
): Promise<LinkRow[]> {
  const { where, values } = await searchConditions(ctx, { ...EVERYTHING, kind: ["checkout"], q }, "UTC");
  const stages = LINK_SHELVES[shelf].length > 0 ? [LINK_SHELVES[shelf]] : [];
  const onShelf = stages.length > 0 ? `AND p.stage = ANY ($${values.length + 1}::text[])` : "";
  const { beyond, order, values: place } = keyset("p", cursor, direction, values.length + stages.length);
  const found = `SELECT * FROM payment p WHERE ${where} ${onShelf} ${beyond} ORDER BY ${order} LIMIT ${limit}`;
  return queryComposed(PAGE, { found, order: `ORDER BY ${order}` }, [...values, ...stages, ...place]);
}

async function countShelves(ctx: Ctx): Promise<LinkPage["counts"]> {
  const rows = await query(COUNTS, { merchantId: merchantBound(ctx.actor) });
  const countOf = (shelf: LinkShelf) => {
    const stages: readonly PaymentStage[] = LINK_SHELVES[shelf];
    return rows
      .filter(({ stage }) => stages.length === 0 || stages.includes(stage))
      .reduce((sum, { n }) => sum + Number(n), 0);
  };
  return Object.fromEntries(SHELF_NAMES.map((shelf) => [shelf, countOf(shelf)])) as LinkPage["counts"];
}
