import { AFTER_SUCCESS, type KindRules } from "./rules";

/**
 * Referral contract: a payment is recorded when it has been made, so that refunds and disputes follow. One that was
 * recorded by mistake is undone while nothing else has become of it: it is cancelled, as one that nobody made.
 */
export const REFERRAL_RULES: KindRules = {
  name: "Referral",
  lifeCycle: { ...AFTER_SUCCESS, succeeded: [...AFTER_SUCCESS.succeeded, "cancelled"] },
  statusRule: "disputes first",
  neverReported: ["cancelled"],
  reportedInOrder: false,
  usuallyNext: {},
  neverCancelled: "A payment that was recorded once it had been made is undone or refunded, not cancelled.",
  neverRefunded: null,
  undoable: true,
  paidByLink: false,
  mirrored: false,
  referenceInMetadata: false,
};
