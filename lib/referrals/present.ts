import { exactJson } from "@/lib/http/exact-json";
import { spellId } from "@/lib/ids";
import type { ReferralPayment } from "@/lib/referrals/payments/referral-payment";
import type { Referral } from "@/lib/referrals/referrals/referral";
import type {
  CommissionResource,
  PartnerResource,
  PartnershipResource,
  PaymentResource,
  ReferralResource,
} from "./answers";
import type { Commission } from "./commissions/commission";
import type { CommissionRule } from "./commissions/rule";
import type { Partner, Partnership } from "./partners/partner";
import type { Terms } from "./terms";

/** One object as this dialect wraps it. */
export type Resource =
  | PaymentResource
  | ReferralResource
  | PartnerResource
  | PartnershipResource
  | CommissionResource;

/** `{"data": …}` with every integer written as it is, however large. */
export function envelope(data: Resource | Resource[], status: number): Response {
  const headers = { "Content-Type": "application/json" };
  return new Response(exactJson({ data }), { status, headers });
}

/** The request as it was stored: no status, no times, and what was not sent is not there. */
export function presentPayment({ id, currency, ...sent }: ReferralPayment): PaymentResource {
  return {
    id: spellId("pay", id),
    type: "payment",
    attributes: {
      referral_uid: sent.referral_uid,
      referral_id: sent.referral_id,
      referral_email: sent.referral_email,
      amount: sent.amount,
      currency: currency.toLowerCase(),
      idempotency_key: sent.idempotency_key,
      subscription_id: sent.subscription_id,
      interval: sent.interval,
      interval_count: sent.interval_count,
    },
  };
}

export function presentReferral({ id, ...referral }: Referral): ReferralResource {
  return {
    id: spellId("ref", id),
    type: "referral",
    attributes: {
      email: referral.email,
      uid: referral.uid,
      state: referral.state,
      state_set_at: unixSeconds(referral.stateSetAt),
      created_at: unixSeconds(referral.createdAt),
      updated_at: unixSeconds(referral.updatedAt),
    },
  };
}

export function presentPartner({ id, paypalEmail, createdAt, ...partner }: Partner): PartnerResource {
  const { name, email, slug } = partner;
  return {
    id: spellId("ptr", id),
    type: "partner",
    attributes: {
      name,
      email,
      slug,
      ...(paypalEmail !== null && { paypal_email: paypalEmail }),
      created_at: unixSeconds(createdAt),
    },
  };
}

export function presentPartnership({
  id,
  partnerId,
  terms,
  ...partnership
}: Partnership): PartnershipResource {
  return {
    id: spellId("psh", id),
    type: "partnership",
    attributes: {
      partner_id: spellId("ptr", partnerId),
      state: partnership.state,
      state_set_at: unixSeconds(partnership.stateSetAt),
      commission: presentTerms(terms),
      hold_days: terms.holdDays,
      referral_expiry_days: terms.referralExpiryDays,
      minimum_payout: terms.minimumPayoutMinor,
      created_at: unixSeconds(partnership.createdAt),
    },
  };
}

export function presentCommission({ id, ...commission }: Commission): CommissionResource {
  return {
    id: spellId("com", id),
    type: "commission",
    attributes: {
      payment_id: spellId("pay", commission.paymentId),
      referral_id: spellId("ref", commission.referralId),
      partnership_id: spellId("psh", commission.partnershipId),
      amount: commission.amountMinor,
      currency: commission.currency.toLowerCase(),
      state: commission.state,
      rule: presentRule(commission.rule),
      created_at: unixSeconds(commission.createdAt),
      state_set_at: unixSeconds(commission.stateSetAt),
    },
  };
}

function presentTerms({ rate, recurrence }: Terms): PartnershipResource["attributes"]["commission"] {
  if (rate.type === "percent") return { type: "percent", basis_points: rate.basisPoints, ...recurrence };
  return { type: "flat", amount: rate.amountMinor, currency: rate.currency.toLowerCase(), ...recurrence };
}

function presentRule(rule: CommissionRule): CommissionResource["attributes"]["rule"] {
  switch (rule.type) {
    case "percent":
      return rule;
    case "flat":
      return { ...rule, amount: BigInt(rule.amount), currency: rule.currency.toLowerCase() };
    case "clawback":
      return {
        type: rule.type,
        commission_id: spellId("com", rule.commission_id),
        refunded: BigInt(rule.refunded),
        remaining: BigInt(rule.remaining),
      };
  }
}

function unixSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000);
}
