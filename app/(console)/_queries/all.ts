import { overviewQuery } from "@/app/(console)/_overview/overview-query";
import { linksQuery } from "@/app/(console)/checkout-links/links-query";
import { commissionsQuery } from "@/app/(console)/commissions/commissions-query";
import { payoutsQuery } from "@/app/(console)/payouts/payouts-query";
import { referralsQuery } from "@/app/(console)/referrals/referrals-query";
import { retriesQuery } from "@/app/(console)/retries/retries-query";
import { deliveriesQuery } from "@/app/(console)/webhooks/deliveries/deliveries-query";
import type { ConsoleQuery } from "./console-query";

/** Everything the browser may read again, by the name that also begins its key in the query client. */
export const CONSOLE_QUERIES = {
  overview: overviewQuery,
  "checkout-links": linksQuery,
  retries: retriesQuery,
  referrals: referralsQuery,
  commissions: commissionsQuery,
  payouts: payoutsQuery,
  deliveries: deliveriesQuery,
} satisfies Record<string, ConsoleQuery<unknown>>;

export type QueryName = keyof typeof CONSOLE_QUERIES;

/** What a query gives. */
export type QueryData<Name extends QueryName> = Awaited<ReturnType<(typeof CONSOLE_QUERIES)[Name]["read"]>>;
