import { overviewQuery } from "@/app/(console)/_overview/overview-query";
import { linksQuery } from "@/app/(console)/checkout-links/links-query";
import { commissionsQuery } from "@/app/(console)/commissions/commissions-query";
import { paymentsQuery } from "@/app/(console)/payments/_list/payments-query";
import { paymentQuery } from "@/app/(console)/payments/[id]/_detail/payment-query";
import { payoutsQuery } from "@/app/(console)/payouts/payouts-query";
import { referralsQuery } from "@/app/(console)/referrals/referrals-query";
import { retriesQuery } from "@/app/(console)/retries/retries-query";
import { deliveryQuery } from "@/app/(console)/webhooks/deliveries/[id]/delivery-query";
import { deliveriesQuery } from "@/app/(console)/webhooks/deliveries/deliveries-query";
import type { FollowedQuery } from "@/lib/live/followed-queries";
import type { ConsoleQuery } from "./console-query";

/** Everything the browser may read again, by the name that also begins its key in the query client. */
export const CONSOLE_QUERIES = {
  overview: overviewQuery,
  payments: paymentsQuery,
  payment: paymentQuery,
  "checkout-links": linksQuery,
  retries: retriesQuery,
  referrals: referralsQuery,
  commissions: commissionsQuery,
  payouts: payoutsQuery,
  deliveries: deliveriesQuery,
  delivery: deliveryQuery,
} satisfies Record<FollowedQuery, ConsoleQuery<unknown>>;

export type QueryName = keyof typeof CONSOLE_QUERIES;

/** What a query gives. */
export type QueryData<Name extends QueryName> = Awaited<ReturnType<(typeof CONSOLE_QUERIES)[Name]["read"]>>;
