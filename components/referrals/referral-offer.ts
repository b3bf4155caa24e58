import type { Earning } from "@/lib/referrals/commissions/commission-of";
import { commissionOf } from "@/lib/referrals/commissions/commission-of";
import type { ReferralInProgramme } from "@/lib/referrals/referrals/referral";
import { whyNotPayable } from "@/lib/referrals/referrals/states";
import type { Rate, Terms } from "@/lib/referrals/terms";

/** A referral as the form offers it: who it is, and all that decides what a payment would earn. JSON knows no bigint. */
export interface ReferralOffer {
  id: string;
  merchantId: string;
  label: string;
  uid: string | null;
  partnerName: string;
  /** Why it takes no payment; empty when it does. */
  refusals: string[];
  terms: Omit<Terms, "rate" | "minimumPayoutMinor"> & {
    rate: Rate | { type: "flat"; amountMinor: string; currency: string };
  };
  firstPaidAt: string | null;
  /** The server's time, which the test clock may have moved. */
  now: string;
}

export function offerOf(referral: ReferralInProgramme, now: Date): ReferralOffer {
  const { id, merchantId, email, uid, partnerName, state, partnershipState, terms, firstPaidAt } = referral;
  const { rate, recurrence, holdDays, referralExpiryDays } = terms;
  return {
    id,
    merchantId,
    label: email ?? uid ?? id,
    uid,
    partnerName,
    refusals: whyNotPayable(expired(referral, now) ? "expired" : state, partnershipState),
    terms: {
      rate: rate.type === "flat" ? { ...rate, amountMinor: rate.amountMinor.toString() } : rate,
      recurrence,
      holdDays,
      referralExpiryDays,
    },
    firstPaidAt: firstPaidAt?.toISOString() ?? null,
    now: now.toISOString(),
  };
}

/** What a payment of the offered referral would earn, by the very function that records it. */
export function earningOf(offer: ReferralOffer, amountMinor: bigint, currency: string): Earning {
  const { rate } = offer.terms;
  return commissionOf(
    {
      ...offer.terms,
      rate: rate.type === "flat" ? { ...rate, amountMinor: BigInt(rate.amountMinor) } : rate,
      minimumPayoutMinor: 0n,
    },
    {
      amountMinor,
      currency,
      paidAt: new Date(offer.now),
      firstPaidAt: offer.firstPaidAt ? new Date(offer.firstPaidAt) : null,
    },
  );
}

function expired({ state, expiresAt }: ReferralInProgramme, now: Date): boolean {
  return state === "converted" && expiresAt !== null && expiresAt <= now;
}
