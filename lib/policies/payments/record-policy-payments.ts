import type { Queryable } from "@/lib/db/sql";
import { exponentOf } from "@/lib/money/currencies";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import {
  BUILT_IN_CONNECTORS,
  type PaymentDraft,
  type RecordVerdict,
  recordPayments,
} from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import type { PaymentStatus } from "@/lib/payments/status";
import { doorActor } from "@/lib/policies/door-actor";
import type { CollectionType, FailureAction, PolicyPaymentType, PremiumType } from "@/lib/policies/enums";
import type { PolicyWithRules } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { calculateCharges } from "./charge";

/** A policy payment about to be recorded. `amountMinor` is signed, in minor units of the policy's currency. */
export interface PolicyPaymentDraft {
  id: string;
  policy: PolicyWithRules;
  paymentMethodId: string;
  status: PaymentStatus;
  paymentType: PolicyPaymentType;
  premiumType: PremiumType | null;
  collectionType: CollectionType;
  amountMinor: bigint;
  description: string | null;
  paymentDate: Date;
  billingDate: Date | null;
  externalReference: string | null;
  retryOf: string | null;
  retryNumber: number;
  reversalOf: string | null;
  failureReason: string | null;
  failureAction: FailureAction | null;
  failureCode: string | null;
  finalizedAt: Date | null;
  idempotencyKey: string | null;
  /** Why it is recorded as it is, for its timeline. */
  reason: string | null;
}

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

/** The day money moves: the billing date, else the payment date. Policy contract. */
export function actionDateOf({
  billingDate,
  paymentDate,
}: {
  billingDate: Date | null;
  paymentDate: Date;
}): Date {
  return billingDate ?? paymentDate;
}

function toPaymentDraft(ctx: Ctx, draft: PolicyPaymentDraft): PaymentDraft {
  const { policy, amountMinor } = draft;
  return {
    id: draft.id,
    kind: "policy",
    merchantId: policy.merchantId,
    connectorId: BUILT_IN_CONNECTORS.policy,
    reference: draft.id,
    type: coreType(draft.paymentType),
    scheme: "unknown",
    currency: policy.currency,
    precision: exponentOf(policy.currency),
    amountMinor: amountMinor < 0n ? -amountMinor : amountMinor,
    status: draft.status,
    occurredAt: ctx.now,
    failureCode: draft.failureCode,
    customerId: null,
    merchantReference: draft.externalReference,
    description: draft.description,
    idempotencyKey: draft.idempotencyKey,
    metadata: {},
    search: [policy.policyNumber, policy.holderName, draft.externalReference, draft.description],
    reason: draft.reason ?? draft.failureReason,
    raw: draft.failureAction
      ? { failureReason: draft.failureReason, failureAction: draft.failureAction }
      : {},
    detail: detailOf(ctx, draft),
  };
}

/** Whether what is left of a payment after its charges is within what is kept: any number of them is allowed, of any size. */
export function chargesFit(draft: PolicyPaymentDraft): boolean {
  const { netAmountMinor } = chargesOf(draft);
  return netAmountMinor <= AMOUNT_MINOR_MAX && netAmountMinor >= -AMOUNT_MINOR_MAX;
}

function chargesOf({ paymentType, policy, amountMinor }: PolicyPaymentDraft) {
  const charged = paymentType === "premium" || paymentType === "reversal";
  return calculateCharges(charged ? policy.charges : [], amountMinor);
}

function detailOf(ctx: Ctx, draft: PolicyPaymentDraft) {
  const { policy } = draft;
  const { charges, netAmountMinor } = chargesOf(draft);
  const actionDate = actionDateOf(draft);
  return {
    policy_id: policy.id,
    payment_method_id: draft.paymentMethodId,
    signed_amount_minor: draft.amountMinor.toString(),
    net_amount_minor: netAmountMinor.toString(),
    charges,
    payment_type: draft.paymentType,
    premium_type: draft.premiumType,
    collection_type: draft.collectionType,
    payment_date: draft.paymentDate,
    billing_date: draft.billingDate,
    action_date: actionDate,
    external_reference: draft.externalReference,
    original_id: draft.retryOf ?? draft.id,
    retry_of: draft.retryOf,
    retry_number: draft.retryNumber,
    reversal_of: draft.reversalOf,
    failure_reason: draft.failureReason,
    failure_action: draft.failureAction,
    finalized_at: draft.finalizedAt,
    finalized_by: isFinal(draft.status) ? doorActor(ctx.actor, policy.merchantId) : null,
    live: draft.status !== "failed" && draft.status !== "cancelled",
    due_at: draft.status === "pending" ? actionDate : null,
  };
}

function isFinal(status: PaymentStatus): boolean {
  return status === "failed" || status === "succeeded";
}

function coreType(type: PolicyPaymentType): PaymentDraft["type"] {
  switch (type) {
    case "premium":
      return "PAY-IN";
    case "other":
      return "OTHER";
    default:
      return "PAYOUT";
  }
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
