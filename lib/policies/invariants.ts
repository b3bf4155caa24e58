import { query } from "@/lib/db/sql";
import { AMOUNTS_AGREE } from "@/lib/generated/sql/policies/invariants/amounts-agree";
import { BLOCKED_HAS_REASON } from "@/lib/generated/sql/policies/invariants/blocked-has-reason";
import { CHARGES_ADD_UP } from "@/lib/generated/sql/policies/invariants/charges-add-up";
import { KIND_HAS_POLICY_PAYMENT } from "@/lib/generated/sql/policies/invariants/kind-has-policy-payment";
import { PREMIUM_COLLECTED_ONCE } from "@/lib/generated/sql/policies/invariants/premium-collected-once";
import { RESULT_FOLLOWS } from "@/lib/generated/sql/policies/invariants/result-follows";
import { RETRIES_WITHOUT_GAP } from "@/lib/generated/sql/policies/invariants/retries-without-gap";
import { STATUS_FOLLOWS } from "@/lib/generated/sql/policies/invariants/status-follows";
import { UNRECOVERED_FOLLOWS } from "@/lib/generated/sql/policies/invariants/unrecovered-follows";

/** What must hold of policy payments at every moment between two transactions; lib/invariants asks. */
export const POLICY_INVARIANTS = {
  "a policy payment's charges add up to its amount": () => query(CHARGES_ADD_UP, {}),
  "a policy payment's amount is its payment's, with a sign": () => query(AMOUNTS_AGREE, {}),
  "every payment of kind policy has its policy payment": () => query(KIND_HAS_POLICY_PAYMENT, {}),
  "a policy payment follows its payment's status": () => query(STATUS_FOLLOWS, {}),
  "one premium is collected once, whatever was retried": () => query(PREMIUM_COLLECTED_ONCE, {}),
  "retries are numbered without a gap": () => query(RETRIES_WITHOUT_GAP, {}),
  "the premiums to be recovered are those that failed and nobody collected": () =>
    query(UNRECOVERED_FOLLOWS, {}),
  "what a retry came to is what its payment and its first attempt say": () => query(RESULT_FOLLOWS, {}),
  "a blocked method has its reason": () => query(BLOCKED_HAS_REASON, {}),
};
