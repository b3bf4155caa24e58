import { newId, spellId } from "@/lib/ids";
import { exponentOf } from "@/lib/money/currencies";
import { BUILT_IN_CONNECTORS, type PaymentDraft } from "@/lib/payments/record-payments";
import { commissionOf } from "@/lib/referrals/commissions/commission-of";
import type { ReferralColumns } from "@/lib/referrals/referrals/record-referral";
import type { ReferralInProgramme } from "@/lib/referrals/referrals/referral";
import type { PaymentBody } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { type KnownSubscription, recurringOf } from "./recurring";

/** A referral payment about to be recorded, with what it was judged by. */
export type ReferralDraft = PaymentDraft & { detail: ReferralColumns };

/** What a customer paid, and what its partner earns by it, judged by the referral and the subscription as they are given. */
export function referralPaymentDraft(
  ctx: Ctx,
  referral: ReferralInProgramme,
  subscription: KnownSubscription | null,
  input: PaymentBody & { paidAt?: Date },
): ReferralDraft {
  const id = newId();
  const { paidAt = ctx.now } = input;
  return {
    id,
    kind: "referral",
    merchantId: referral.merchantId,
    connectorId: BUILT_IN_CONNECTORS.referral,
    reference: spellId("pay", id),
    type: "PAY-IN",
    category: "referral",
    scheme: "unknown",
    currency: input.currency,
    precision: exponentOf(input.currency),
    amountMinor: input.amount,
    status: "succeeded",
    occurredAt: paidAt,
    failureCode: null,
    customerId: null,
    merchantReference: null,
    description: null,
    idempotencyKey: input.idempotency_key,
    metadata: {},
    search: [
      input.idempotency_key,
      referral.uid,
      referral.email,
      input.subscription_id ?? null,
      referral.partnerName,
    ],
    reason: null,
    raw: {},
    inTurnWith: referral.id,
    detail: {
      referral_id: referral.id,
      ...judgedBy(referral, subscription),
      subscription_row_id: input.subscription_id === undefined ? null : (subscription?.id ?? newId()),
      partner_id: referral.partnerId,
      partnership_id: referral.partnershipId,
      ...sentOf(input),
      ...recurringOf(input, subscription),
      ...earningOf(paidAt, referral, input),
    },
  };
}

function judgedBy(referral: ReferralInProgramme, subscription: KnownSubscription | null) {
  return {
    referral_was: referral.state,
    state_set_was: referral.stateSetAt,
    first_paid_was: referral.firstPaidAt,
    uid_was: referral.uid,
    email_was: referral.email,
    partnership_was: referral.partnershipState,
    subscription_was: subscription?.id ?? null,
    interval_was: subscription?.interval ?? null,
    interval_count_was: subscription?.intervalCount?.toString() ?? null,
  };
}

function sentOf(input: PaymentBody) {
  return {
    sent_referral_uid: input.referral_uid ?? null,
    sent_referral_id: input.referral_id ?? null,
    sent_referral_email: input.referral_email ?? null,
    sent_subscription_id: input.subscription_id ?? null,
    sent_interval: input.interval ?? null,
    sent_interval_count: input.interval_count?.toString() ?? null,
  };
}

function earningOf(paidAt: Date, { terms, firstPaidAt }: ReferralInProgramme, input: PaymentBody) {
  const { amount: amountMinor, currency } = input;
  const earning = commissionOf(terms, { amountMinor, currency, paidAt, firstPaidAt });
  return {
    commission_id: earning.earns ? newId() : null,
    commission_minor: earning.earns ? earning.amountMinor.toString() : null,
    commission_currency: earning.earns ? earning.currency : null,
    commission_rule: earning.earns ? earning.rule : null,
    approve_at: earning.earns ? earning.approveAt : null,
  };
}
