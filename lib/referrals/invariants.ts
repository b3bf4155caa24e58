import { query } from "@/lib/db/sql";
import { AMOUNT_IS_NEWEST_CHANGE } from "@/lib/generated/sql/referrals/invariants/amount-is-newest-change";
import { CHANGE_FOLLOWS_CHANGE } from "@/lib/generated/sql/referrals/invariants/change-follows-change";
import { COMMISSION_IN_PROPORTION } from "@/lib/generated/sql/referrals/invariants/commission-in-proportion";
import { LINE_SUMS_COMMISSIONS } from "@/lib/generated/sql/referrals/invariants/line-sums-commissions";
import { NOTHING_OWED_OF_REFUNDED } from "@/lib/generated/sql/referrals/invariants/nothing-owed-of-refunded";
import { PAID_MEANS_PAYMENT } from "@/lib/generated/sql/referrals/invariants/paid-means-payment";
import { PARTNER_ADDS_UP } from "@/lib/generated/sql/referrals/invariants/partner-adds-up";
import { PAYMENT_HAS_REFERRAL } from "@/lib/generated/sql/referrals/invariants/payment-has-referral";
import { STATE_IS_NEWEST_CHANGE } from "@/lib/generated/sql/referrals/invariants/state-is-newest-change";

/** What must hold of partners' money at every moment between two transactions; each query finds what breaks it. */
export const REFERRAL_INVARIANTS = {
  "a state is the newest of its changes": () => query(STATE_IS_NEWEST_CHANGE, {}),
  "a commission is worth what its newest change says": () => query(AMOUNT_IS_NEWEST_CHANGE, {}),
  "a change follows the one before it": () => query(CHANGE_FOLLOWS_CHANGE, {}),
  "a referral payment has its referral": () => query(PAYMENT_HAS_REFERRAL, {}),
  "a referral has paid if and only if it has a payment that was not undone": () =>
    query(PAID_MEANS_PAYMENT, {}),
  "what is left of a commission is in proportion to what is left of its payment": () =>
    query(COMMISSION_IN_PROPORTION, {}),
  "nothing is owed for a payment that was refunded or undone": () => query(NOTHING_OWED_OF_REFUNDED, {}),
  "a payout line is the sum of the commissions it paid": () => query(LINE_SUMS_COMMISSIONS, {}),
  "a partner's commissions are what was paid and what is owed": () => query(PARTNER_ADDS_UP, {}),
};
