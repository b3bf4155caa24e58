import { BoundedMap } from "@/lib/process/bounded-map";
import type { ReferralInProgramme } from "@/lib/referrals/referrals/referral";
import { bringsBack } from "@/lib/referrals/referrals/states";
import type { PaymentBody, ReferralIdentifiers } from "@/lib/referrals/wire";
import type { Ctx } from "@/lib/verb/context";
import { type KnownSubscription, subscriptionAfter } from "./recurring";
import type { ReferralDraft } from "./referral-payment-draft";

/** How many referrals a process remembers. */
export const REFERRALS_REMEMBERED_MAX = 10_000;

/** A referral as it was when this process last read or paid it, and the subscription that was asked for with it. */
export interface RememberedReferral {
  referral: ReferralInProgramme;
  subscription: KnownSubscription | null;
}

/**
 * Referrals by `referralKey`. What is remembered may be old: the statement that records a payment refuses what was judged
 * by anything else than what is.
 */
export const rememberedReferrals = new BoundedMap<string, RememberedReferral>(REFERRALS_REMEMBERED_MAX);

/** One key for what one payment names. */
export function referralKey(
  merchantId: string,
  { referral_uid, referral_id, referral_email }: ReferralIdentifiers,
  subscription: string | undefined,
): string {
  const named = { referral_uid, referral_id, referral_email, subscription };
  return `${process.env.DATABASE_URL} ${merchantId} ${JSON.stringify(named)}`;
}

/** What is to be remembered once a payment is recorded. */
export function paidReferral(
  { now }: Ctx,
  { referral, subscription }: RememberedReferral,
  { occurredAt, detail }: ReferralDraft,
  input: PaymentBody,
): RememberedReferral {
  const { subscription_row_id: id } = detail;
  const moved = bringsBack(referral, occurredAt) && { state: "paid" as const, stateSetAt: now };
  return {
    referral: {
      ...referral,
      ...moved,
      firstPaidAt: earlier(referral.firstPaidAt, occurredAt),
    },
    subscription:
      id === null
        ? null
        : subscriptionAfter(input, subscription ?? { id, interval: null, intervalCount: null }),
  };
}

function earlier(known: Date | null, paidAt: Date): Date {
  return known && known <= paidAt ? known : paidAt;
}
