import type { LedgerAnswer, ScheduledAnswer } from "./answers-collection";
import type { LedgerEntry } from "./list-ledger";
import type { PolicyPayment } from "./payments/policy-payment";
import type { Policy } from "./policy";
import { presentPayment } from "./present";
import type { ScheduledPayment } from "./scheduled/scheduled-payment";

export function presentScheduled(scheduled: ScheduledPayment): ScheduledAnswer {
  return {
    scheduled_payment_id: scheduled.id,
    policy_id: scheduled.policyId,
    payment_method_id: scheduled.paymentMethodId,
    amount: scheduled.amountMinor,
    currency: scheduled.currency,
    description: scheduled.description,
    payment_type: scheduled.paymentType,
    premium_type: scheduled.premiumType,
    collection_type: scheduled.collectionType,
    scheduled_for: scheduled.scheduledFor.toISOString(),
    version: scheduled.version,
    retry_of: scheduled.retryOf,
    retry_number: scheduled.retryNumber,
    created_at: scheduled.createdAt.toISOString(),
  };
}

/** An entry with what was asked to be included. */
export function presentEntry(
  { merchantId, id }: Policy,
  entry: LedgerEntry,
  included: { balance: boolean; payment?: PolicyPayment | null | undefined },
): LedgerAnswer {
  const { payment } = included;
  return {
    entry_id: `${entry.paymentId}.${entry.sequence}`,
    organization_id: merchantId,
    policy_id: id,
    created_at: entry.createdAt.toISOString(),
    description: entry.paid ? (entry.description ?? "") : `Returned: ${entry.description ?? ""}`,
    currency: entry.currency,
    amount: entry.amountMinor,
    payment_id: entry.paymentId,
    ...(included.balance && { balance: entry.balanceMinor }),
    ...(payment !== undefined && { payment: payment && presentPayment(payment) }),
  };
}
