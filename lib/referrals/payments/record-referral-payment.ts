import { type Queryable, query, transaction } from "@/lib/db/sql";
import { SUBSCRIPTION } from "@/lib/generated/sql/referrals/payments/record-referral-payment/subscription";
import { TAKEN } from "@/lib/generated/sql/referrals/payments/record-referral-payment/taken";
import { newId, spellId } from "@/lib/ids";
import { exponentOf } from "@/lib/money/currencies";
import { BUILT_IN_CONNECTORS, type PaymentDraft, recordPayments } from "@/lib/payments/record-payments";
import { commissionOf } from "@/lib/referrals/commissions/commission-of";
import { merchantOfDoor } from "@/lib/referrals/merchant-of-door";
import { expireIfDue } from "@/lib/referrals/referrals/expire-referrals";
import { lockReferral } from "@/lib/referrals/referrals/find-referral";
import { RECORD_REFERRAL, type ReferralDetail } from "@/lib/referrals/referrals/record-referral";
import type { ReferralInProgramme } from "@/lib/referrals/referrals/referral";
import { paymentRefusals } from "@/lib/referrals/referrals/states";
import type { PaymentBody } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type FieldIssue, Refused, refuseField } from "@/lib/verb/problem";
import { type Interval, monthsOf, mrrOf } from "./mrr";
import type { ReferralPayment } from "./referral-payment";

export const KEY_TAKEN: FieldIssue = {
  path: "idempotency_key",
  code: "invalid_value",
  message: "has already been taken",
};

/**
 * Records what a referred customer paid, and what its partner earns by it. The referral is locked: payments of one
 * referral come one after the other, so that only one is the first. A key seen before is an error here, never a replay.
 * Refuses with `not_found` or `invalid`. Referral contract.
 */
export async function recordReferralPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PaymentBody & { merchantId?: string };
}): Promise<ReferralPayment> {
  authorize(ctx, "payments:create");
  const merchantId = await merchantOfDoor(ctx, input.merchantId);
  if (await isKeyTaken(merchantId, input.idempotency_key)) refuseKey();
  const outcome = await transaction((tx) => record(tx, ctx, merchantId, input));
  if (outcome.recorded) return outcome.payment;
  return refuseReferral(outcome.refusals);
}

/** Whether a payment of this merchant was recorded with the key. Only a recorded payment uses a key up. */
export async function isKeyTaken(merchantId: string, key: string): Promise<boolean> {
  return (await query(TAKEN, { merchantId, key })).length > 0;
}

type Outcome = { recorded: true; payment: ReferralPayment } | { recorded: false; refusals: string[] };

// An expiry that is noticed here is kept, although the payment is refused: so it is told, not thrown.
async function record(tx: Queryable, ctx: Ctx, merchantId: string, input: PaymentBody): Promise<Outcome> {
  const referral = await expireIfDue(tx, ctx, await lockReferral(tx, merchantId, input));
  const refusals = paymentRefusals(referral.state, referral.partnershipState);
  if (refusals.length > 0) return { recorded: false, refusals };
  const draft = await toDraft(tx, ctx, referral, input);
  const [verdict] = await recordPayments(ctx, RECORD_REFERRAL, [draft], tx);
  if (verdict !== "recorded") refuseKey();
  return { recorded: true, payment: { id: draft.id, ...input, currency: draft.currency } };
}

async function toDraft(
  tx: Queryable,
  ctx: Ctx,
  referral: ReferralInProgramme,
  input: PaymentBody,
): Promise<PaymentDraft & { detail: ReferralDetail }> {
  const id = newId();
  const subscription = await subscriptionOf(tx, referral, input);
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
    occurredAt: ctx.now,
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
    detail: {
      referral_id: referral.id,
      referral_was: referral.state,
      partner_id: referral.partnerId,
      partnership_id: referral.partnershipId,
      ...sentOf(input),
      ...recurringOf(input, subscription),
      ...earningOf(ctx, referral, input),
    },
  };
}

interface KnownSubscription {
  id: string;
  interval: Interval | null;
  intervalCount: bigint | null;
}

async function subscriptionOf(tx: Queryable, referral: ReferralInProgramme, input: PaymentBody) {
  if (input.subscription_id === undefined) return null;
  const [known] = await query(
    SUBSCRIPTION,
    { referralId: referral.id, subscriptionId: input.subscription_id },
    tx,
  );
  return known ?? { id: newId(), interval: null, intervalCount: null };
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

// A later payment of a subscription that leaves out the interval is for the interval the subscription has.
function recurringOf(input: PaymentBody, subscription: KnownSubscription | null) {
  const interval = input.interval ?? subscription?.interval;
  const count = input.interval_count ?? (input.interval ? 1n : (subscription?.intervalCount ?? 1n));
  return {
    subscription_row_id: subscription?.id ?? null,
    mrr_minor: interval ? mrrOf(input.amount, interval, count).toString() : null,
    months: interval ? monthsOf(interval, count).toString() : null,
  };
}

function earningOf(ctx: Ctx, { terms, firstPaidAt }: ReferralInProgramme, input: PaymentBody) {
  const { amount: amountMinor, currency } = input;
  const earning = commissionOf(terms, { amountMinor, currency, paidAt: ctx.now, firstPaidAt });
  return {
    commission_id: earning.earns ? newId() : null,
    commission_minor: earning.earns ? earning.amountMinor.toString() : null,
    commission_currency: earning.earns ? earning.currency : null,
    commission_rule: earning.earns ? earning.rule : null,
    approve_at: earning.earns ? earning.approveAt : null,
  };
}

function refuseKey(): never {
  throw new Refused({ code: "invalid", issues: [KEY_TAKEN] });
}

function refuseReferral([first, ...rest]: string[]): never {
  const issue = (message: string): FieldIssue => ({ path: "referral", code: "not_allowed", message });
  if (first === undefined) return refuseField("referral", "not_allowed", "cannot be paid for");
  throw new Refused({ code: "invalid", issues: [issue(first), ...rest.map(issue)] });
}
