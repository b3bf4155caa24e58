import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { readPage } from "./list-page";
import type { ListPage } from "./merge-lines";

/** The page of payments a search is on. */
export const paymentsQuery = {
  permission: "payments:read",
  read: async ({ ctx, reader, params }) => {
    const { search } = parsePaymentSearch(params);
    return readPage(ctx, search, reader);
  },
} satisfies ConsoleQuery<ListPage>;
