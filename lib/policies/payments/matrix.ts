import { PAYMENT_TYPES, POLICY_PAYMENT_STATUSES } from "@/lib/policies/enums";

/** What the fields of a payment depend on. Anything may have been sent: what is no known word decides nothing. */
export interface MatrixChoice {
  status?: unknown;
  payment_type?: unknown;
  retry_of?: unknown;
}

/** `unjudged`: the field it depends on is missing or wrong, so that nobody can say. */
export type MatrixRule = "required" | "optional" | "forbidden" | "unjudged";

export type CreateField =
  | "status"
  | "payment_method_id"
  | "payment_type"
  | "payment_date"
  | "collection_type"
  | "premium_type"
  | "amount"
  | "description"
  | "finalized_at"
  | "billing_date"
  | "external_reference"
  | "retry_of"
  | "failure_reason"
  | "failure_action"
  | "failure_code";

/** The contract's matrix, in its order: the door, the form and the words beside its fields all read this. */
export function ruleOf(field: CreateField, choice: MatrixChoice): MatrixRule {
  switch (field) {
    case "status":
    case "payment_method_id":
    case "payment_type":
    case "payment_date":
    case "collection_type":
      return "required";
    case "premium_type":
      return premiumTypeRule(choice.payment_type);
    case "amount":
    case "description":
      return amountRule(choice.retry_of);
    case "finalized_at":
      return byStatus(choice.status, (status) =>
        status === "failed" || status === "successful" ? "required" : "optional",
      );
    case "billing_date":
    case "external_reference":
    case "retry_of":
      return "optional";
    case "failure_reason":
    case "failure_action":
      return byStatus(choice.status, (status) => (status === "failed" ? "required" : "forbidden"));
    case "failure_code":
      return byStatus(choice.status, (status) => (status === "failed" ? "optional" : "forbidden"));
  }
}

/** Why a field is asked for now, or not, in a sentence for the person at the form; null where it is always there. */
export function becauseOf(field: CreateField, choice: MatrixChoice): string | null {
  switch (field) {
    case "premium_type":
      return choice.payment_type === "premium_refund"
        ? "Optional for a refund of premium."
        : "A premium or its reversal says which kind of premium it is.";
    case "amount":
    case "description":
      return choice.retry_of === undefined ? null : "A retry collects what the original asked for.";
    case "finalized_at":
      return choice.status === "failed" || choice.status === "successful"
        ? `A ${String(choice.status)} payment has a time it was decided at.`
        : null;
    case "failure_reason":
    case "failure_action":
    case "failure_code":
      return "Because the payment failed.";
    default:
      return null;
  }
}

// A null neither names an original nor leaves it out: it is refused itself.
function amountRule(retryOf: unknown): MatrixRule {
  if (retryOf === null) return "unjudged";
  return retryOf === undefined ? "required" : "forbidden";
}

function premiumTypeRule(type: unknown): MatrixRule {
  switch (PAYMENT_TYPES.find((each) => each === type)) {
    case "premium":
    case "reversal":
      return "required";
    case "premium_refund":
      return "optional";
    case "claim_payout":
    case "other":
      return "forbidden";
    case undefined:
      return "unjudged";
  }
}

function byStatus(status: unknown, rule: (status: string) => MatrixRule): MatrixRule {
  const known = POLICY_PAYMENT_STATUSES.find((each) => each === status);
  return known ? rule(known) : "unjudged";
}
