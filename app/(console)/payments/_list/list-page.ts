import { markDuplicates, paymentLine } from "@/components/payments/payment-line";
import type { Reader } from "@/components/ui/reader";
import type { Changes } from "@/lib/live/feed";
import { formatNumber } from "@/lib/money/format";
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
  { now, locale }: { now: Date; locale: string },
): Promise<ListPage> {
  const sort = sortOf(search);
  const duplicates = await duplicatesOf(rows.map(({ id }) => id));
  const lines = rows.map((row) => ({ ...paymentLine(row, now), place: placeOf(row, sort) }));
  return { lines: markDuplicates(lines, duplicates), older, newer, sort, summary: foundText(count, locale) };
}

/** The same, read. */
export async function readPage(ctx: Ctx, search: PaymentSearch, reader: Reader): Promise<ListPage> {
  const found = await searchPayments({ ctx, input: { search, timeZone: reader.timeZone } });
  return listPage(found, search, { now: ctx.now, locale: reader.locale });
}

/** What a list's stream sends of changes: null when none of them is a payment. */
export async function listMessage(
  ctx: Ctx,
  { search, reader: { timeZone, locale } }: { search: PaymentSearch; reader: Reader },
  { paymentIds }: Changes,
): Promise<ListMessage | null> {
  if (paymentIds === "everything" || paymentIds.size > CHANGED_LINES_MAX)
    return { page: await readPage(ctx, search, { timeZone, locale }) };
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
  return { changed, summary: foundText(count, locale) };
}

function foundText({ value, capped }: PaymentPage["count"], locale: string): string {
  // Counted among the newest alone.
  if (capped && value === 0) return "Older payments";
  if (capped) return `More than ${formatNumber(value, locale)} payments`;
  return value === 1 ? "1 payment" : `${formatNumber(value, locale)} payments`;
}
