import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { parseListSearch, ROWS_PER_PAGE } from "@/components/referrals/list-search";
import { type ListedReferral, listReferrals } from "@/lib/referrals/referrals/list-referrals";
import { REFERRAL_STATES } from "@/lib/referrals/referrals/states";

/** The referrals of a page. */
export const referralsQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const search = parseListSearch(REFERRAL_STATES, params);
    const input = { state_eq: search.state, page: search.page, per_page: ROWS_PER_PAGE };
    return { search, ...(await listReferrals({ ctx, input })) };
  },
} satisfies ConsoleQuery<{ rows: ListedReferral[] }>;
