import { doorActor } from "@/lib/policies/door-actor";
import type { BatchAnswer } from "./batch-answers";
import type { PaymentBatch } from "./payment-batch";

/** Who hands payments over. */
const COLLECTION = { type: "job", id: "policy-collection" } as const;

export function presentBatch(batch: PaymentBatch): BatchAnswer {
  const { merchantId, updatedByType, updatedById } = batch;
  const submittedAt = batch.submittedAt.toISOString();
  const by = updatedByType && updatedById ? { type: updatedByType, id: updatedById } : null;
  return {
    payment_batch_id: batch.id,
    organization_id: merchantId,
    status: batch.status,
    action_date: batch.actionDate.toISOString(),
    process_date: submittedAt,
    payment_type: batch.collectionType,
    payment_method_type: batch.methodType,
    billing_config_id: batch.connectionId,
    submitted_at: submittedAt,
    submitted_by: doorActor(COLLECTION, merchantId),
    created_at: submittedAt,
    failure_reason: batch.failureReason,
    num_payments: batch.payments,
    num_reviewed: batch.known,
    total_value: BigInt(batch.totalMinor),
    currency: batch.currency,
    external_reference: null,
    updated_at: batch.updatedAt.toISOString(),
    updated_by: by && doorActor(by, merchantId),
  };
}
