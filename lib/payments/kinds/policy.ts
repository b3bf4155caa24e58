import type { KindRules } from "./rules";

/**
 * Policy contract, "Life of a payment": any step may be skipped forward; a late return turns success into failure. What is
 * refunded or disputed in part at a provider moves money, and leaves the premium collected.
 */
export const POLICY_RULES: KindRules = {
  name: "Policy",
  lifeCycle: {
    pending: ["submitted", "processing", "succeeded", "failed", "cancelled"],
    submitted: ["processing", "succeeded", "failed"],
    processing: ["succeeded", "failed"],
    succeeded: ["failed"],
    failed: [],
    cancelled: [],
  },
  statusRule: "collection",
  neverReported: [],
  reportedInOrder: true,
  usuallyNext: {},
  neverCancelled: null,
  neverRefunded:
    "A premium is given back by its reversal or by a premium refund, and nothing else of a policy is refunded.",
  undoable: false,
  paidByLink: false,
  mirrored: false,
  referenceInMetadata: false,
};
