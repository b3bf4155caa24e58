import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { searchPayments } from "@/lib/payments/search-payments";
import { listPage } from "./list-page";
import type { ListPage } from "./merge-lines";

/** The page of payments a search is on. */
export const paymentsQuery = {
  permission: "payments:read",
  read: async ({ ctx, reader: { timeZone }, params }) => {
    const { search } = parsePaymentSearch(params);
    return listPage(await searchPayments({ ctx, input: { search, timeZone } }), search, ctx.now);
  },
} satisfies ConsoleQuery<ListPage>;
