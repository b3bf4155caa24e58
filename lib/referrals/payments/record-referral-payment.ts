import { type Queryable, query, transaction } from "@/lib/db/sql";
import { SUBSCRIPTION } from "@/lib/generated/sql/referrals/payments/record-referral-payment/subscription";
import { TAKEN } from "@/lib/generated/sql/referrals/payments/record-referral-payment/taken";
import { type PaymentDraft, recordPayments, recordUnlessTwin } from "@/lib/payments/record-payments";
import { isRecentKey } from "@/lib/payments/recording/recent-keys";
import { merchantOfDoor } from "@/lib/referrals/merchant-of-door";
import { expireReferralIfDue, isDue } from "@/lib/referrals/referrals/expire-referrals";
import { findReferral, lockReferral } from "@/lib/referrals/referrals/find-referral";
import { RECORD_REFERRAL } from "@/lib/referrals/referrals/record-referral";
import type { ReferralInProgramme } from "@/lib/referrals/referrals/referral";
import { whyNotPayable } from "@/lib/referrals/referrals/states";
import type { PaymentBody } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type FieldIssue, problemOf, Refused, refuseField } from "@/lib/verb/problem";
import { refuseUnlessPaidThen } from "./paid-at";
import type { KnownSubscription } from "./recurring";
import { paidReferral, type RememberedReferral, referralKey, rememberedReferrals } from "./referral-memory";
import type { ReferralPayment } from "./referral-payment";
import { referralPaymentDraft } from "./referral-payment-draft";

export const KEY_TAKEN: FieldIssue = {
  path: "idempotency_key",
  code: "invalid_value",
  message: "has already been taken",
};

/** What the console sends besides: the door has no word for when a payment was made. */
type RecordedPayment = PaymentBody & {
  merchantId?: string;
  /** When it was made; now where it is left out. */
  paidAt?: Date;
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
  input: RecordedPayment;
}): Promise<ReferralPayment> {
  authorize(ctx, "payments:create");
  if (input.paidAt) refuseUnlessPaidThen(input.paidAt, ctx.now);
  const merchantId = await merchantOfDoor(ctx, input.merchantId);
  const recorded = await recordAsRemembered(ctx, merchantId, input);
  if (recorded) return recorded;
  if (await isKeyTaken(merchantId, input.idempotency_key)) refuseKey();
  const outcome = await transaction((tx) => record(tx, ctx, merchantId, input));
  if (outcome.recorded) return outcome.payment;
  return refuseReferral(outcome.refusals);
}

/** Whether a payment of this merchant was recorded with the key. Only a recorded payment uses a key up. */
export async function isKeyTaken(merchantId: string, key: string): Promise<boolean> {
  return (await query(TAKEN, { merchantId, key })).length > 0;
}

/**
 * Judges the payment by the referral as it was last seen, and records it in one statement that locks the referral and
 * writes only if it is still so. Null where that cannot be: the payment is then judged under the lock.
 */
async function recordAsRemembered(
  ctx: Ctx,
  merchantId: string,
  input: RecordedPayment,
): Promise<ReferralPayment | null> {
  if (isRecentKey({ kind: "referral", merchantId, idempotencyKey: input.idempotency_key })) return null;
  const key = referralKey(merchantId, input, input.subscription_id);
  const remembered = rememberedReferrals.get(key) ?? (await readReferral(merchantId, input));
  if (!remembered) return null;
  const { referral, subscription } = remembered;
  if (isDue(ctx, referral) || whyNotPayable(referral.state, referral.partnershipState).length > 0)
    return null;
  const draft = referralPaymentDraft(ctx, referral, subscription, input);
  const verdict = await recordUnlessTwin(ctx, RECORD_REFERRAL, draft);
  if (verdict === "replayed") refuseKey();
  if (verdict !== "recorded") {
    rememberedReferrals.delete(key);
    return null;
  }
  rememberedReferrals.set(key, paidReferral(ctx, remembered, draft, input));
  return paymentOf(draft, input);
}

async function readReferral(merchantId: string, input: PaymentBody): Promise<RememberedReferral | null> {
  const referral = await findReferral(merchantId, input).catch(nullWhenNotFound);
  if (!referral) return null;
  return { referral, subscription: await subscriptionOf(undefined, referral, input) };
}

function nullWhenNotFound(err: unknown): null {
  if (problemOf(err)?.code === "not_found") return null;
  throw err;
}

type Outcome = { recorded: true; payment: ReferralPayment } | { recorded: false; refusals: string[] };

// An expiry that is noticed here is kept, although the payment is refused: so it is told, not thrown.
async function record(tx: Queryable, ctx: Ctx, merchantId: string, input: RecordedPayment): Promise<Outcome> {
  const referral = await expireReferralIfDue(tx, ctx, await lockReferral(tx, merchantId, input));
  const refusals = whyNotPayable(referral.state, referral.partnershipState);
  if (refusals.length > 0) return { recorded: false, refusals };
  const draft = referralPaymentDraft(ctx, referral, await subscriptionOf(tx, referral, input), input);
  const [verdict] = await recordPayments(ctx, RECORD_REFERRAL, [draft], tx);
  if (verdict === "replayed") refuseKey();
  if (verdict !== "recorded") throw new Refused({ code: "lost_race" });
  return { recorded: true, payment: paymentOf(draft, input) };
}

function paymentOf({ id, currency }: PaymentDraft, input: PaymentBody): ReferralPayment {
  return { id, ...input, currency };
}

async function subscriptionOf(
  tx: Queryable | undefined,
  referral: ReferralInProgramme,
  input: PaymentBody,
): Promise<KnownSubscription | null> {
  if (input.subscription_id === undefined) return null;
  const [known] = await query(
    SUBSCRIPTION,
    { referralId: referral.id, subscriptionId: input.subscription_id },
    tx,
  );
  return known ?? null;
}

function refuseKey(): never {
  throw new Refused({ code: "invalid", issues: [KEY_TAKEN] });
}

function refuseReferral([first, ...rest]: string[]): never {
  const issue = (message: string): FieldIssue => ({ path: "referral", code: "not_allowed", message });
  if (first === undefined) return refuseField("referral", "not_allowed", "cannot be paid for");
  throw new Refused({ code: "invalid", issues: [issue(first), ...rest.map(issue)] });
}
