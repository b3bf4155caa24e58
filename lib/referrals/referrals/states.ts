export const REFERRAL_STATES = ["clicked", "converted", "paid", "churned", "rejected", "expired"] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export const PARTNERSHIP_STATES = ["pending", "accepted", "declined", "terminated"] as const;
export type PartnershipState = (typeof PARTNERSHIP_STATES)[number];

export const COMMISSION_STATES = ["pending", "approved", "paid", "rejected"] as const;
export type CommissionState = (typeof COMMISSION_STATES)[number];

/**
 * What approved commissions wait for, as lists have it: `payable` for a payout; `dispute_lost`, whose payment is gone, for
 * somebody who rejects them. Of a payment that is disputed a commission waits for the dispute. Clawbacks are on no shelf.
 */
export const COMMISSION_SHELVES = ["payable", "dispute_lost"] as const;
export type CommissionShelf = (typeof COMMISSION_SHELVES)[number];

/** What a list of commissions can be narrowed to: what approved ones wait for stands beside their state. */
export const COMMISSIONS_LISTED = ["pending", "approved", ...COMMISSION_SHELVES, "paid", "rejected"] as const;

type LifeCycle<State extends string> = Readonly<Record<State, readonly State[]>>;

/** Referral contract, "States": any state may be rejected, and rejected is for good. */
const REFERRAL: LifeCycle<ReferralState> = {
  clicked: ["converted", "rejected"],
  converted: ["paid", "expired", "rejected"],
  paid: ["churned", "rejected"],
  churned: ["paid", "rejected"],
  expired: ["rejected"],
  rejected: [],
};

const PARTNERSHIP: LifeCycle<PartnershipState> = {
  pending: ["accepted", "declined"],
  accepted: ["terminated"],
  declined: [],
  terminated: [],
};

/**
 * A paid commission is locked: what is taken back later is a new commission, a clawback. What the refund of a payment
 * rejected comes back with that refund, and by nothing else.
 */
const COMMISSION: LifeCycle<CommissionState> = {
  pending: ["approved", "rejected"],
  approved: ["paid", "rejected"],
  paid: [],
  rejected: [],
};

export function referralMayBecome(from: ReferralState, to: ReferralState): boolean {
  return REFERRAL[from].includes(to);
}

/** Whether a payment makes a referral `paid` that was not: one that has churned is brought back by a later payment alone. */
export function bringsBack(
  { state, stateSetAt }: { state: ReferralState; stateSetAt: Date },
  paidAt: Date,
): boolean {
  if (state === "churned") return paidAt >= stateSetAt;
  return state !== "paid";
}

/** What a referral has besides a payment that was undone. */
export interface WithoutPayment {
  /** Null where it has no other payment. */
  firstPaidAt: Date | null;
  /** Whether another payment was recorded after it that would have changed the state as well. */
  paidSince: boolean;
  /** What the payment found the referral as; null where it changed nothing, or something else has since. */
  stateBefore: string | null;
}

/** What a referral is once a payment of it is undone: what it would be had the payment never been recorded. */
export function stateAfterUndo(
  state: ReferralState,
  { firstPaidAt, paidSince, stateBefore }: WithoutPayment,
): ReferralState {
  if (state !== "paid" && state !== "churned") return state;
  if (firstPaidAt === null) return "converted";
  return stateBefore === "churned" && !paidSince ? "churned" : state;
}

export function partnershipMayBecome(from: PartnershipState, to: PartnershipState): boolean {
  return PARTNERSHIP[from].includes(to);
}

/** What a partnership may become next, for the buttons. */
export function nextPartnershipStates(from: PartnershipState): readonly PartnershipState[] {
  return PARTNERSHIP[from];
}

export function commissionMayBecome(from: CommissionState, to: CommissionState): boolean {
  return COMMISSION[from].includes(to);
}

/** Why a referral cannot take a payment, in the contract's words. */
export const PAYMENT_REFUSALS = [
  "is rejected",
  "has expired",
  "belongs to a terminated partnership",
] as const;
export type ReferralPaymentRefusal = (typeof PAYMENT_REFUSALS)[number] | "has not converted yet";

/** Everything that keeps a referral from taking a payment; empty when it may. */
export function whyNotPayable(
  referral: ReferralState,
  partnership: PartnershipState,
): ReferralPaymentRefusal[] {
  const refusals: ReferralPaymentRefusal[] = [];
  if (referral === "rejected") refusals.push("is rejected");
  if (referral === "expired") refusals.push("has expired");
  if (referral === "clicked") refusals.push("has not converted yet");
  if (partnership === "terminated") refusals.push("belongs to a terminated partnership");
  return refusals;
}
