import { overviewQuery } from "@/app/(console)/_overview/overview-query";
import { linkQuery } from "@/app/(console)/checkout-links/[id]/link-query";
import { linksQuery } from "@/app/(console)/checkout-links/links-query";
import { commissionsQuery } from "@/app/(console)/commissions/commissions-query";
import { accountsQuery } from "@/app/(console)/connectors/accounts/accounts-query";
import { connectorsQuery } from "@/app/(console)/connectors/connectors-query";
import { importQuery } from "@/app/(console)/connectors/import/[id]/import-query";
import { importsQuery } from "@/app/(console)/connectors/import/imports-query";
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
import { requestQuery } from "@/app/(console)/requests/[id]/request-query";
import { idempotencyKeyQuery } from "@/app/(console)/requests/idempotency/key-query";
import { requestsQuery } from "@/app/(console)/requests/requests-query";
import { retriesQuery } from "@/app/(console)/retries/retries-query";
import { accountQuery } from "@/app/(console)/settings/account/account-query";
import { auditQuery } from "@/app/(console)/settings/audit/audit-query";
import { clockQuery } from "@/app/(console)/settings/clock/clock-query";
import { keysQuery } from "@/app/(console)/settings/keys/keys-query";
import { merchantQuery } from "@/app/(console)/settings/merchants/[id]/merchant-query";
import { merchantsQuery } from "@/app/(console)/settings/merchants/merchants-query";
import { providerQuery } from "@/app/(console)/settings/providers/[id]/provider-query";
import { providersQuery } from "@/app/(console)/settings/providers/providers-query";
import { teamQuery } from "@/app/(console)/settings/team/team-query";
import { endpointQuery } from "@/app/(console)/webhooks/[id]/endpoint-query";
import { deliveryQuery } from "@/app/(console)/webhooks/deliveries/[id]/delivery-query";
import { deliveriesQuery } from "@/app/(console)/webhooks/deliveries/deliveries-query";
import { endpointsQuery } from "@/app/(console)/webhooks/endpoints-query";
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
  connectors: connectorsQuery,
  accounts: accountsQuery,
  imports: importsQuery,
  import: importQuery,
  requests: requestsQuery,
  request: requestQuery,
  "idempotency-key": idempotencyKeyQuery,
  account: accountQuery,
  team: teamQuery,
  keys: keysQuery,
  providers: providersQuery,
  provider: providerQuery,
  clock: clockQuery,
  audit: auditQuery,
  endpoints: endpointsQuery,
  endpoint: endpointQuery,
  merchants: merchantsQuery,
  merchant: merchantQuery,
  deliveries: deliveriesQuery,
  delivery: deliveryQuery,
} satisfies Record<QueryName, ConsoleQuery<unknown>>;

export type { QueryName };

/** What a query gives. */
export type QueryData<Name extends QueryName> = Awaited<ReturnType<(typeof CONSOLE_QUERIES)[Name]["read"]>>;
