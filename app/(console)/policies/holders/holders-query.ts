import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { listPolicyholders } from "@/lib/policies/holders/policyholder";
import { PAGE_SIZE_DEFAULT } from "@/lib/policies/wire-queries";
import { hrefFromPastEnd, pageNumber } from "@/lib/search/page-number";
import { may } from "@/lib/verb/permissions";

/** A page of policyholders. */
export const policyholdersQuery = {
  permission: "policies:read",
  read: async ({ ctx, params }) => {
    const page = pageNumber(params);
    const { policyholders, total } = await listPolicyholders({
      ctx,
      input: { limit: PAGE_SIZE_DEFAULT, offset: (page - 1) * PAGE_SIZE_DEFAULT },
    });
    const address = (to: number) => `/policies/holders?page=${to}`;
    return {
      lines: policyholders.map(({ id, firstName, lastName, email, createdAt }) => ({
        ...{ id, email, createdAt },
        name: `${firstName} ${lastName}`,
      })),
      paged: total > PAGE_SIZE_DEFAULT,
      firstHref: hrefFromPastEnd(page, policyholders.length, address),
      newerHref: page > 1 ? address(page - 1) : null,
      olderHref: page * PAGE_SIZE_DEFAULT < total ? address(page + 1) : null,
      mayCreate: may(ctx.actor, "policies:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;
