import { overviewQuery } from "@/app/(console)/_overview/overview-query";
import { linkQuery } from "@/app/(console)/checkout-links/[id]/link-query";
import { linksQuery } from "@/app/(console)/checkout-links/links-query";
import { commissionsQuery } from "@/app/(console)/commissions/commissions-query";
import { customersQuery } from "@/app/(console)/customers/customers-query";
import { partnerQuery } from "@/app/(console)/partners/[id]/partner-query";
import { partnersQuery } from "@/app/(console)/partners/partners-query";
import { paymentsQuery } from "@/app/(console)/payments/_list/payments-query";
import { paymentQuery } from "@/app/(console)/payments/[id]/_detail/payment-query";
import { payoutQuery } from "@/app/(console)/payouts/[id]/payout-query";
import { payoutsQuery } from "@/app/(console)/payouts/payouts-query";
import { personQuery } from "@/app/(console)/people/[type]/[id]/person-query";
import { peopleQuery } from "@/app/(console)/people/people-query";
import { policyQuery } from "@/app/(console)/policies/[id]/policy-query";
import { policyholderQuery } from "@/app/(console)/policies/holders/[id]/holder-query";
import { policyholdersQuery } from "@/app/(console)/policies/holders/holders-query";
import { policiesQuery } from "@/app/(console)/policies/policies-query";
import { productModuleQuery } from "@/app/(console)/policies/product-modules/[id]/module-query";
import { productModulesQuery } from "@/app/(console)/policies/product-modules/modules-query";
import { referralQuery } from "@/app/(console)/referrals/[id]/referral-query";
import { referralsQuery } from "@/app/(console)/referrals/referrals-query";
import { reportQuery } from "@/app/(console)/referrals/reports/report-query";
import { retriesQuery } from "@/app/(console)/retries/retries-query";
import { merchantQuery } from "@/app/(console)/settings/merchants/[id]/merchant-query";
import { merchantsQuery } from "@/app/(console)/settings/merchants/merchants-query";
import { deliveryQuery } from "@/app/(console)/webhooks/deliveries/[id]/delivery-query";
import { deliveriesQuery } from "@/app/(console)/webhooks/deliveries/deliveries-query";
import type { QueryName } from "@/lib/live/followed-queries";
import type { ConsoleQuery } from "./console-query";

/** Everything the browser may read again, by the name that also begins its key in the query client. */
export const CONSOLE_QUERIES = {
  overview: overviewQuery,
  payments: paymentsQuery,
  payment: paymentQuery,
  "checkout-links": linksQuery,
  "checkout-link": linkQuery,
  customers: customersQuery,
  people: peopleQuery,
  person: personQuery,
  policies: policiesQuery,
  policy: policyQuery,
  policyholders: policyholdersQuery,
  policyholder: policyholderQuery,
  "product-modules": productModulesQuery,
  "product-module": productModuleQuery,
  retries: retriesQuery,
  referrals: referralsQuery,
  referral: referralQuery,
  "referral-reports": reportQuery,
  partners: partnersQuery,
  partner: partnerQuery,
  commissions: commissionsQuery,
  payouts: payoutsQuery,
  payout: payoutQuery,
  merchants: merchantsQuery,
  merchant: merchantQuery,
  deliveries: deliveriesQuery,
  delivery: deliveryQuery,
} satisfies Record<QueryName, ConsoleQuery<unknown>>;

export type { QueryName };

/** What a query gives. */
export type QueryData<Name extends QueryName> = Awaited<ReturnType<(typeof CONSOLE_QUERIES)[Name]["read"]>>;
