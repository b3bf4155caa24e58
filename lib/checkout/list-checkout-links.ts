import { onReplica } from "@/lib/db/replicas";
import { query, queryComposed } from "@/lib/db/sql";
import { COUNT_EXPIRING } from "@/lib/generated/sql/checkout/list-checkout-links/count-expiring";
import { COUNTS } from "@/lib/generated/sql/checkout/list-checkout-links/counts";
import { PAGE } from "@/lib/generated/sql/checkout/list-checkout-links/page";
import type { Payment } from "@/lib/payments/payment";
import { EVERYTHING } from "@/lib/payments/search";
import { searchConditions } from "@/lib/payments/search-conditions";
import type { PaymentStage } from "@/lib/payments/status";
import { cursorOf, keyset, readKeysetPage } from "@/lib/search/keyset";
import { type Ctx, onBehalf } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { expireCheckoutPayments } from "./expire-checkout-payments";
import {
  LINK_EXPIRES_SOON_MS,
  LINK_SHELVES,
  type LinkSearch,
  type LinkShelf,
  SHELF_NAMES,
} from "./link-search";

export const LINKS_PAGE_ROWS = 50;

/** Links that expire soon are counted up to here. */
export const EXPIRING_COUNT_MAX = 999;

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
  await expireCheckoutPayments({ ctx: onBehalf("expire-checkout-payments", ctx) });
  const [page, counts] = await onReplica(() =>
    Promise.all([
      readKeysetPage(input, LINKS_PAGE_ROWS, (...place) => readRows(ctx, input, ...place), cursorOf),
      countShelves(ctx),
    ]),
  );
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
  const value = (given: unknown) => `$${values.push(given)}`;
  const stages = LINK_SHELVES[shelf];
  const conditions = [where];
  if (stages.length > 0) conditions.push(`p.stage = ANY (${value(stages)}::text[])`);
  if (shelf === "expiring") {
    const [after, until] = [value(ctx.now), value(soon(ctx))];
    conditions.push(
      `p.id IN (SELECT payment_id FROM checkout_link WHERE due_at > ${after} AND due_at <= ${until})`,
    );
  }
  const { beyond, order, values: place } = keyset("p", cursor, direction, values.length);
  const found = `SELECT * FROM payment p WHERE ${conditions.join(" AND ")} ${beyond} ORDER BY ${order} LIMIT ${limit}`;
  return queryComposed(PAGE, { found, order: `ORDER BY ${order}` }, [...values, ...place]);
}

/** How many links nobody has paid expire soon; up to EXPIRING_COUNT_MAX, and one more where there are more. */
export async function countExpiringLinks({ ctx }: { ctx: Ctx }): Promise<number> {
  authorize(ctx, "payments:read");
  const merchantId = merchantBound(ctx.actor);
  const limit = EXPIRING_COUNT_MAX + 1;
  const [counted] = await query(COUNT_EXPIRING, { merchantId, after: ctx.now, until: soon(ctx), limit });
  return counted?.count ?? 0;
}

function soon(ctx: Ctx): Date {
  return new Date(ctx.now.getTime() + LINK_EXPIRES_SOON_MS);
}

async function countShelves(ctx: Ctx): Promise<LinkPage["counts"]> {
  const [rows, expiring] = await Promise.all([
    query(COUNTS, { merchantId: merchantBound(ctx.actor) }),
    countExpiringLinks({ ctx }),
  ]);
  const countOf = (shelf: LinkShelf) => {
    const stages: readonly PaymentStage[] = LINK_SHELVES[shelf];
    return rows
      .filter(({ stage }) => stages.length === 0 || stages.includes(stage))
      .reduce((sum, { n }) => sum + Number(n), 0);
  };
  const counts = Object.fromEntries(SHELF_NAMES.map((shelf) => [shelf, countOf(shelf)]));
  return { ...(counts as LinkPage["counts"]), expiring };
}
