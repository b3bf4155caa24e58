import type { ReferralInProgramme } from "@/lib/referrals/referrals/referral";
import type { ReferralIdentifiers } from "@/lib/referrals/wire";
import type { KnownSubscription } from "./recurring";

/** How many referrals a process remembers. */
export const REFERRALS_REMEMBERED_MAX = 10_000;

/** A referral as it was when this process last read or paid it, and the subscription that was asked for with it. */
export interface RememberedReferral {
  referral: ReferralInProgramme;
  subscription: KnownSubscription | null;
}

const memory = new Map<string, RememberedReferral>();

/** What is remembered may be old: the statement that records a payment refuses what was judged by anything else than what is. */
export function recallReferral(key: string): RememberedReferral | null {
  return memory.get(key) ?? null;
}

export function rememberReferral(key: string, remembered: RememberedReferral): void {
  // Taken out first, so that the first entry is the one that was not used for longest.
  memory.delete(key);
  const oldest = memory.keys().next();
  if (memory.size >= REFERRALS_REMEMBERED_MAX && !oldest.done) memory.delete(oldest.value);
  memory.set(key, remembered);
}

export function forgetReferral(key: string): void {
  memory.delete(key);
}

/** One key for what one payment names. */
export function referralKey(
  merchantId: string,
  { referral_uid, referral_id, referral_email }: ReferralIdentifiers,
  subscription: string | undefined,
): string {
  const named = { referral_uid, referral_id, referral_email, subscription };
  return `${process.env.DATABASE_URL} ${merchantId} ${JSON.stringify(named)}`;
}
