import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { SearchCustomers, searchCustomers } from "@/lib/customers/search-customers";
import { spellId } from "@/lib/ids";
import { may } from "@/lib/verb/permissions";

/** The page of customers a search is on. */
export const customersQuery = {
  permission: "customers:read",
  read: async ({ ctx, params }) => {
    const search = customerSearch(params);
    const { rows, older, newer } = await searchCustomers({ ctx, input: search });
    const page = (cursor: { older: string } | { newer: string }) =>
      `/customers?${new URLSearchParams({ ...(search.q && { q: search.q }), ...cursor })}`;
    return {
      lines: rows.map(({ id, name, email, merchantName, createdAt }) => ({
        ...{ id: spellId("cus", id), name, email, merchantName, createdAt },
        href: `/people/customer/${id}`,
      })),
      newerHref: newer && page({ newer }),
      olderHref: older && page({ older }),
      filtered: Boolean(search.q),
      mayCreate: may(ctx.actor, "customers:write"),
    };
  },
} satisfies ConsoleQuery<unknown>;

/** What an address asks for. */
export function customerSearch(params: URLSearchParams): SearchCustomers {
  const { q, older, newer } = Object.fromEntries(params);
  return SearchCustomers.parse({ q: q || undefined, older, newer });
}
