import type { Queryable } from "@/lib/db/sql";
import { recordPayments } from "@/lib/payments/record-payments";
import type { RecordVerdict } from "@/lib/payments/record-rows";
import { recordStatement } from "@/lib/payments/record-statement";
import type { Ctx } from "@/lib/verb/context";
import { type PolicyPaymentDraft, toPaymentDraft } from "./policy-payment-draft";

/** Records policy payments in one statement, with their charges. */
export function recordPolicyPayments(
  tx: Queryable | undefined,
  ctx: Ctx,
  drafts: readonly PolicyPaymentDraft[],
): Promise<RecordVerdict[]> {
  return recordPayments(
    ctx,
    RECORD_POLICY,
    drafts.map((draft) => toPaymentDraft(ctx, draft)),
    tx,
  );
}

/** The statement that records policy payments. */
export const RECORD_POLICY = recordStatement({
  columns: `
      policy_id uuid, payment_method_id uuid, signed_amount_minor bigint, net_amount_minor bigint, charges jsonb,
      payment_type text, premium_type text, collection_type text, payment_date timestamptz, billing_date timestamptz,
      action_date timestamptz, external_reference text, original_id uuid, retry_of uuid, retry_number integer,
      reversal_of uuid, failure_reason text, failure_action text, finalized_at timestamptz, finalized_by jsonb,
      live boolean, due_at timestamptz`,
  also: `insured AS (
    INSERT INTO policy_payment (
      payment_id, merchant_id, policy_id, payment_method_id, amount_minor, net_amount_minor, charges, payment_type,
      premium_type, collection_type, payment_date, billing_date, action_date, external_reference, original_id,
      retry_of, retry_number, reversal_of, failure_reason, failure_action, finalized_at, finalized_by, live, due_at,
      created_at)
    SELECT id, merchant_id, policy_id, payment_method_id, signed_amount_minor, net_amount_minor, charges, payment_type,
      premium_type, collection_type, payment_date, billing_date, action_date, external_reference, original_id,
      retry_of, retry_number, reversal_of, failure_reason, failure_action, finalized_at, finalized_by, live, due_at,
      occurred_at
    FROM accepted
  )`,
});
