import { markDuplicates, paymentLine } from "@/components/payments/payment-line";
import type { Reader } from "@/components/ui/reader";
import type { Changes } from "@/lib/live/feed";
import { changedPayments } from "@/lib/payments/changed-payments";
import { duplicatesOf } from "@/lib/payments/duplicates";
import type { PaymentSearch } from "@/lib/payments/search";
import { countPayments, type PaymentPage, searchPayments } from "@/lib/payments/search-payments";
import { placeOf, sortOf } from "@/lib/payments/sort";
import type { Ctx } from "@/lib/verb/context";
import type { ListMessage, ListPage } from "./merge-lines";

/** A stream sends up to this many changed lines; with more it sends the page anew. */
export const CHANGED_LINES_MAX = 200;

/** A page of payments as it stands at a moment, ready for the browser. */
export async function listPage(
  { rows, older, newer, count }: PaymentPage,
  search: PaymentSearch,
  now: Date,
): Promise<ListPage> {
  const sort = sortOf(search);
  const duplicates = await duplicatesOf(rows.map(({ id }) => id));
  const lines = rows.map((row) => ({ ...paymentLine(row, now), place: placeOf(row, sort) }));
  return { lines: markDuplicates(lines, duplicates), older, newer, sort, summary: foundText(count) };
}

/** What a list's stream sends of changes: null when none of them is a payment. */
export async function listMessage(
  ctx: Ctx,
  { search, reader: { timeZone } }: { search: PaymentSearch; reader: Reader },
  { paymentIds }: Changes,
): Promise<ListMessage | null> {
  if (paymentIds === "everything" || paymentIds.size > CHANGED_LINES_MAX)
    return {
      page: await listPage(await searchPayments({ ctx, input: { search, timeZone } }), search, ctx.now),
    };
  const [rows, count] = await Promise.all([
    changedPayments({ ctx, input: { search, timeZone, ids: [...paymentIds] } }),
    countPayments({ ctx, input: { search, timeZone } }),
  ]);
  const sort = sortOf(search);
  const duplicates = await duplicatesOf(rows.map(({ id }) => id));
  const changed = rows.map(({ fits, ...payment }) => ({
    line: {
      ...paymentLine(payment, ctx.now),
      place: placeOf(payment, sort),
      possibleDuplicate: duplicates.has(payment.id),
    },
    fits,
  }));
  return { changed, summary: foundText(count) };
}

export function foundText({ value, capped }: PaymentPage["count"]): string {
  // Counted among the newest alone.
  if (capped && value === 0) return "Older payments";
  if (capped) return `More than ${value} payments`;
  return value === 1 ? "1 payment" : `${value} payments`;
}
