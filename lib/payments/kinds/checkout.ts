import { AFTER_SUCCESS, type KindRules } from "./rules";

/** Checkout contract: five statuses outside; a declined card leaves the payment pending. */
export const CHECKOUT_RULES: KindRules = {
  name: "Checkout",
  lifeCycle: {
    ...AFTER_SUCCESS,
    pending: ["processing", "expired", "cancelled"],
    processing: ["pending", "succeeded"],
    expired: [],
    cancelled: [],
  },
  statusRule: "disputes first",
  neverReported: ["pending", "processing", "succeeded"],
  reportedInOrder: false,
  usuallyNext: {},
  neverCancelled: null,
  neverRefunded: null,
  undoable: false,
  paidByLink: true,
  mirrored: false,
  referenceInMetadata: true,
};
