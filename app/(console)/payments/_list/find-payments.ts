import { cache } from "react";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { spellCursor } from "@/lib/outbox/cursor";
import { outboxHead } from "@/lib/outbox/read";
import type { PaymentSearch } from "@/lib/payments/search";
import { searchPayments } from "@/lib/payments/search-payments";

/**
 * The page of payments a search is on, and how far in the outbox that is: asked for once, however many parts of the page
 * show something of it.
 */
export const findPayments = cache(async (search: PaymentSearch) => {
  const [ctx, { timeZone }] = await Promise.all([operatorCtx(), currentReader()]);
  // Asked first: what happens while the page is made is sent once more rather than never.
  const cursor = spellCursor(await outboxHead());
  return { page: await searchPayments({ ctx, input: { search, timeZone } }), cursor };
});
