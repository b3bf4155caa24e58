import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { requestSearchAddress } from "@/lib/requests/list-address";
import { firstRequests, parseRequestSearch } from "@/lib/requests/search";
import { searchRequests } from "@/lib/requests/search-requests";

/** The page of requests a search is on. */
export const requestsQuery = {
  permission: "requests:read",
  read: async ({ ctx, reader, params }) => {
    const { search } = parseRequestSearch(params);
    const { rows, older, newer } = await searchRequests({
      ctx,
      input: { search, timeZone: reader.timeZone },
    });
    const first = firstRequests(search);
    return {
      lines: rows,
      newerHref: newer && requestSearchAddress({ ...first, newer }),
      olderHref: older && requestSearchAddress({ ...first, older }),
      filtered: Object.values(search).some(Boolean),
    };
  },
} satisfies ConsoleQuery<unknown>;
