import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { parseListSearch, ROWS_PER_PAGE } from "@/components/referrals/list-search";
import { readAnyId } from "@/lib/ids";
import { decisionRefusal } from "@/lib/referrals/commissions/decision-refusal";
import { type ListedCommission, listCommissions } from "@/lib/referrals/commissions/list-commissions";
import { COMMISSION_SHELVES, COMMISSION_STATES, COMMISSIONS_LISTED } from "@/lib/referrals/referrals/states";
import { may } from "@/lib/verb/permissions";

/** The commissions of a page, and which of them their reader may decide. */
export const commissionsQuery = {
  permission: "referrals:read",
  read: async ({ ctx, params }) => {
    const search = parseListSearch(COMMISSIONS_LISTED, params);
    const partner = params.get("partner");
    const { rows, more } = await listCommissions({
      ctx,
      input: {
        state_eq: COMMISSION_STATES.find((state) => state === search.state),
        shelf: COMMISSION_SHELVES.find((shelf) => shelf === search.state),
        partnerId: (partner && readAnyId(partner)) || undefined,
        page: search.page,
        per_page: ROWS_PER_PAGE,
      },
    });
    const mayDecide = may(ctx.actor, "commissions:decide");
    const decidable = rows.filter((each) => decisionRefusal(each, "rejected") === null).map(({ id }) => id);
    return { search, rows, more, mayDecide, decidable };
  },
} satisfies ConsoleQuery<{ rows: ListedCommission[] }>;
