import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { parseListSearch, ROWS_PER_PAGE } from "@/components/referrals/list-search";
import { spellId } from "@/lib/ids";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { listPartners } from "@/lib/referrals/partners/list-partners";
import { PARTNERSHIP_STATES } from "@/lib/referrals/referrals/states";
import { may } from "@/lib/verb/permissions";

/** A page of partners; of those with a partnership in a state where one is asked for. */
export const partnersQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const search = parseListSearch(PARTNERSHIP_STATES, params);
    const input = { state_eq: search.state, page: search.page, per_page: ROWS_PER_PAGE };
    const [{ rows, more }, merchants] = await Promise.all([
      listPartners({ ctx, input }),
      offeredMerchants({ ctx }),
    ]);
    return {
      search,
      more,
      lines: rows.map(({ id, name, email, slug, createdAt }) => ({
        ...{ id: spellId("ptr", id), name, email, slug, createdAt },
      })),
      /** Whom one may be added for. */
      merchants: may(ctx.actor, "referrals:manage") ? merchants.map(({ id, name }) => ({ id, name })) : [],
    };
  },
} satisfies ConsoleQuery<unknown>;
