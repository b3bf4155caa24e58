import { isOfBank } from "@/lib/connectors/decline-codes";
import type { FailureAction } from "@/lib/policies/enums";
import type { BillingSettings } from "@/lib/policies/modules/billing-settings";
import { UNUSABLE_METHOD } from "./unusable-method";

/** A failed payment as the rules see it. */
export interface Failure {
  action: FailureAction;
  reason: string;
  code: string | null;
}

/** How things stood when the payment failed. */
export interface MethodStanding {
  billing: BillingSettings;
  /** Failures in a row on the method, without this one. */
  consecutiveFailures: number;
  methodBlocked: boolean;
  retriesMade: number;
  /** Another attempt of the same money waits, is under way or has succeeded. */
  chainLive: boolean;
  /** The money, or a part of it, was given back. */
  chainGivenBack: boolean;
  /** The policy still takes such payments. */
  policyTakes: boolean;
}

/** Why a failure had the consequence it had. Kept with the event and shown on the timeline. */
export type FailureRule =
  | "unusable_method_record"
  | "method_already_blocked"
  | "consecutive_failures"
  | "action_block_payment_method"
  | "action_block_retry"
  | "retries_disabled"
  | "no_attempts_left"
  | "policy_ended"
  | "another_attempt"
  | "reversed"
  | "action_allow_retry";

export interface FailureConsequence {
  rule: FailureRule;
  /** What the method's count of failures in a row becomes. */
  consecutiveFailures: number;
  /** Set where the method is blocked, with the reason it shows. */
  block: string | null;
  retry: boolean;
}

/**
 * What follows from a failed payment, the same whoever reported it. Policy contract, "Failure, blocking and retries":
 * the count goes before the action, and after a block nothing is retried.
 */
export function judgeFailure(failure: Failure, standing: MethodStanding): FailureConsequence {
  const { billing, consecutiveFailures: before } = standing;
  const stays = (rule: FailureRule, count: number): FailureConsequence => ({
    rule,
    consecutiveFailures: count,
    block: null,
    retry: false,
  });
  if (failure.code === UNUSABLE_METHOD.failureCode && failure.reason === UNUSABLE_METHOD.failureReason)
    return stays("unusable_method_record", before);
  if (standing.methodBlocked) return stays("method_already_blocked", before);
  const count = saysNothing(billing, failure.code) ? before : before + 1;
  const allowed = billing.consecutiveFailedPaymentsAllowed;
  if (count > before && count >= allowed)
    return {
      rule: "consecutive_failures",
      consecutiveFailures: 0,
      block: `${allowed} consecutive payment failures`,
      retry: false,
    };
  if (failure.action === "block_payment_method")
    return {
      rule: "action_block_payment_method",
      consecutiveFailures: 0,
      block: failure.reason,
      retry: false,
    };
  if (failure.action === "block_retry") return stays("action_block_retry", count);
  const { enabled, numberOfRetries } = billing.retryFailedPayments;
  if (!enabled) return stays("retries_disabled", count);
  if (standing.retriesMade >= numberOfRetries) return stays("no_attempts_left", count);
  if (!standing.policyTakes) return stays("policy_ended", count);
  if (standing.chainLive) return stays("another_attempt", count);
  if (standing.chainGivenBack) return stays("reversed", count);
  return { ...stays("action_allow_retry", count), retry: true };
}

/** Whether a failure says nothing of its method: by the product's own list, or because nobody's bank was asked. */
function saysNothing(
  { doNotBlockPaymentMethodFailureCodes: exceptions }: BillingSettings,
  code: string | null,
) {
  if (code === null) return false;
  return !isOfBank(code) || (exceptions.enabled && exceptions.codes.includes(code));
}

/** The rule in a sentence, for the timeline. */
export function explainRule(rule: FailureRule): string {
  switch (rule) {
    case "unusable_method_record":
      return "Not retried and not counted: the payment method could not be used.";
    case "method_already_blocked":
      return "Not retried: the payment method is blocked.";
    case "consecutive_failures":
      return "Payment method blocked: too many failed payments in a row. Not retried.";
    case "action_block_payment_method":
      return "Payment method blocked, because the failure asks for it. Not retried.";
    case "action_block_retry":
      return "Not retried, because the failure asks for none.";
    case "retries_disabled":
      return "Not retried: the product module does not retry failed payments.";
    case "no_attempts_left":
      return "Not retried: no attempts are left.";
    case "policy_ended":
      return "Not retried: the policy takes no more premiums.";
    case "another_attempt":
      return "Not retried: another attempt is under way or has succeeded.";
    case "reversed":
      return "Not retried: the premium, or a part of it, was given back.";
    case "action_allow_retry":
      return "Retry scheduled, because the failure allows it.";
  }
}
