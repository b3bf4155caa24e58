import { type DebicheckMandate, PROVIDER_TYPES } from "./debicheck-mandate";
import type { MandateAnswer } from "./mandate-answer";

/** A mandate, with what the policy says of its collections today. */
export function presentMandate(found: DebicheckMandate): MandateAnswer {
  const { mandate, submittedAt, authorizedAt, rejectedAt } = found;
  const { policy } = mandate;
  const cancelledAt = found.cancelledAt ?? (found.status === "cancelled" ? mandate.updatedAt : null);
  const updatedAt = found.updatedAt > mandate.updatedAt ? found.updatedAt : mandate.updatedAt;
  return {
    id: found.mandateId,
    policy_id: mandate.policyId,
    payment_method_id: mandate.paymentMethodId,
    status: found.status,
    provider_type: PROVIDER_TYPES.find((each) => each === found.providerType) ?? "external",
    ...(submittedAt && { submitted_at: submittedAt.toISOString() }),
    ...(authorizedAt && { authorized_at: authorizedAt.toISOString() }),
    ...(rejectedAt && { rejected_at: rejectedAt.toISOString() }),
    ...(cancelledAt && { cancelled_at: cancelledAt.toISOString() }),
    ...(found.requestIdentifier !== null && { mandate_request_identifier: found.requestIdentifier }),
    ...(found.mandateReference !== null && { mandate_reference: found.mandateReference }),
    ...(found.externalReference !== null && { external_reference: found.externalReference }),
    failure_reasons: found.failureReasons,
    failure_codes: found.failureCodes,
    contract_reference: policy.policyNumber,
    frequency: policy.billingFrequency,
    start_date: (found.startDate ?? policy.startDate).toISOString(),
    amount: policy.monthlyPremiumMinor,
    collection_day: policy.billingDay,
    created_at: mandate.createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
