/**
 * The rules that mutation testing holds the unit tests to, by area: files that need no database. A rule that is tangled
 * with SQL is split off into a file of its own first.
 */
export const MUTATION_AREAS: Readonly<Record<string, readonly string[]>> = {
  money: ["lib/money/amount.ts", "lib/money/currencies.ts", "lib/money/decimal.ts", "lib/money/format.ts"],
  fold: ["lib/instant.ts", "lib/payments/fold.ts"],
  "life-cycle": [
    "lib/payments/kinds/checkout.ts",
    "lib/payments/kinds/connected.ts",
    "lib/payments/kinds/policy.ts",
    "lib/payments/kinds/referral.ts",
    "lib/payments/kinds/rules.ts",
    "lib/payments/life-cycle.ts",
    "lib/payments/status.ts",
    "lib/policies/payments/late-return.ts",
  ],
  recording: [
    "lib/payments/append-adjustment.ts",
    "lib/payments/contradiction.ts",
    "lib/payments/record-payments.ts",
    "lib/payments/report-adjustment.ts",
    "lib/payments/reported-before.ts",
    "lib/policies/payments/judge-payment.ts",
    "lib/policies/payments/policy-payment-draft.ts",
    "lib/policies/payments/status-change.ts",
  ],
  charges: [
    "lib/policies/enums.ts",
    "lib/policies/modules/billing-settings.ts",
    "lib/policies/payments/charge.ts",
  ],
  refunds: ["lib/payments/own-charge.ts", "lib/payments/refunds/refund-rule.ts"],
  retries: [
    "lib/policies/collection/consequences.ts",
    "lib/policies/collection/failure-rules.ts",
    "lib/policies/collection/retry-verdict.ts",
  ],
  commissions: [
    "lib/referrals/add-months.ts",
    "lib/referrals/half-even.ts",
    "lib/referrals/terms.ts",
    "lib/referrals/commissions/commission-of.ts",
    "lib/referrals/commissions/decision-refusal.ts",
    "lib/referrals/commissions/plan-take-back.ts",
    "lib/referrals/commissions/rule.ts",
    "lib/referrals/payments/mrr.ts",
    "lib/referrals/referrals/states.ts",
  ],
  payouts: ["lib/referrals/payouts/period.ts", "lib/referrals/payouts/plan-payout.ts"],
  checkout: ["lib/checkout/expires-in.ts"],
  connected: [
    "lib/connected/assets.ts",
    "lib/connected/ids.ts",
    "lib/connected/schemes.ts",
    "lib/connected/statuses.ts",
    "lib/connected/query/query.ts",
    "lib/connected/query/list-fields.ts",
    "lib/connected/query/payment-fields.ts",
    "lib/connected/query/refuse-query.ts",
  ],
};
