import type { Queryable } from "@/lib/db/sql";
import { recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import type { RecordVerdict } from "@/lib/payments/recording/record-rows";
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

/**
 * The statement that records policy payments. One that says what it was judged by (`policy_status_was`) is written only if
 * its policy, the product module and its method, locked against a change, are still that; one with a request's key keeps
 * its answer, unless the key has one or another request with it is under way.
 */
export const RECORD_POLICY = recordStatement({
  columns: `
      policy_id uuid, payment_method_id uuid, signed_amount_minor bigint, net_amount_minor bigint, charges jsonb,
      payment_type text, premium_type text, collection_type text, payment_date timestamptz, billing_date timestamptz,
      action_date timestamptz, external_reference text, original_id uuid, retry_of uuid, retry_number integer,
      reversal_of uuid, failure_reason text, failure_action text, finalized_at timestamptz, finalized_by jsonb,
      live boolean, due_at timestamptz, policy_status_was text, policy_updated_was timestamptz,
      module_updated_was timestamptz, method_status_was text, request_merchant_id uuid, request_key text,
      request_fingerprint text, request_answer text`,
  before: `method AS MATERIALIZED (
    SELECT m.id, m.banv_status FROM input i JOIN policy_payment_method m ON m.id = i.payment_method_id
    WHERE i.policy_status_was IS NOT NULL
    FOR SHARE OF m
  )`,
  allowed: `i.policy_status_was IS NULL OR (
        EXISTS (
          SELECT 1 FROM policy c JOIN product_module d ON d.id = c.product_module_id, method m
          WHERE c.id = i.policy_id AND m.id = i.payment_method_id
            AND (c.status, c.updated_at, d.updated_at, m.banv_status) IS NOT DISTINCT FROM
              (i.policy_status_was, i.policy_updated_was, i.module_updated_was, i.method_status_was))
        AND (i.request_key IS NULL OR pg_try_advisory_xact_lock(
          hashtextextended('policy-idempotency/' || i.request_merchant_id || '/' || i.request_key, 0))))`,
  known: `EXISTS (
        SELECT 1 FROM policy_idempotency k WHERE k.merchant_id = i.request_merchant_id AND k.key = i.request_key)`,
  also: `answered AS (
    INSERT INTO policy_idempotency (merchant_id, key, fingerprint, status, body, created_at)
    SELECT request_merchant_id, request_key, decode(request_fingerprint, 'hex'), 200,
      convert_to(request_answer, 'UTF8'), recorded_at
    FROM accepted WHERE request_key IS NOT NULL
  ), insured AS (
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
