import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { policyLine } from "@/components/policies/policy-line";
import { METHOD_TROUBLES, POLICY_STATUSES } from "@/lib/policies/enums";
import { listPolicies } from "@/lib/policies/manage-policies";
import { listRefusedItems } from "@/lib/policies/payments/list-refused-items";
import { PAGE_SIZE_DEFAULT } from "@/lib/policies/wire-queries";
import { hrefFromPastEnd, pageNumber } from "@/lib/search/page-number";
import { may } from "@/lib/verb/permissions";

/** The page of policies a search is on, and what programs sent in bulk and could not be done. */
export const policiesQuery = {
  permission: "policies:read",
  read: async ({ ctx, params }) => {
    const { search, status, method } = policySearch(params);
    const page = pageNumber(params);
    const input = {
      search: search || undefined,
      status: status && [status],
      method,
      limit: PAGE_SIZE_DEFAULT,
      offset: (page - 1) * PAGE_SIZE_DEFAULT,
    };
    const [{ policies, total }, refused] = await Promise.all([
      listPolicies({ ctx, input }),
      listRefusedItems({ ctx }),
    ]);
    const filter = { ...(search && { search }), ...(status && { status }), ...(method && { method }) };
    const address = (to: number) => `/policies?${new URLSearchParams({ ...filter, page: String(to) })}`;
    return {
      lines: policies.map(policyLine),
      paged: total > PAGE_SIZE_DEFAULT,
      total,
      firstHref: hrefFromPastEnd(page, policies.length, address),
      newerHref: page > 1 ? address(page - 1) : null,
      olderHref: page * PAGE_SIZE_DEFAULT < total ? address(page + 1) : null,
      filtered: Object.keys(filter).length > 0,
      mayCreate: may(ctx.actor, "policies:manage"),
      refused,
    };
  },
} satisfies ConsoleQuery<unknown>;

/** What an address looks for. */
export function policySearch(params: URLSearchParams) {
  return {
    search: params.get("search") ?? "",
    status: POLICY_STATUSES.find((each) => each === params.get("status")),
    method: METHOD_TROUBLES.find((each) => each === params.get("method")),
  };
}
