import { AFTER_SUCCESS, type KindRules } from "./rules";

/** Referral contract: a payment is recorded when it has been made, so that only refunds and disputes follow. */
export const REFERRAL_RULES: KindRules = {
  name: "Referral",
  lifeCycle: AFTER_SUCCESS,
  statusRule: "disputes first",
  attemptsDecide: [],
  usuallyNext: {},
  neverCancelled: null,
  neverRefunded: null,
};
