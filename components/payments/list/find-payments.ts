import { cache } from "react";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/app/reader";
import type { PaymentSearch } from "@/lib/payments/search";
import { searchPayments } from "@/lib/payments/search-payments";

/** The page of payments a search is on: asked for once, however many parts of the page show something of it. */
export const findPayments = cache(async (search: PaymentSearch) => {
  const [ctx, { timeZone }] = await Promise.all([operatorCtx(), currentReader()]);
  return searchPayments({ ctx, input: { search, timeZone } });
});
