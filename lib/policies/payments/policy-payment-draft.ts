import { exponentOf } from "@/lib/money/currencies";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { type CoreType, directionOf, signedMinor } from "@/lib/payments/category";
import { BUILT_IN_CONNECTORS, type PaymentDraft } from "@/lib/payments/record-payments";
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

/** A policy payment as the core records it, with its charges worked out. */
export function toPaymentDraft(ctx: Ctx, draft: PolicyPaymentDraft): PaymentDraft {
  const { policy, amountMinor } = draft;
  return {
    id: draft.id,
    kind: "policy",
    merchantId: policy.merchantId,
    connectorId: BUILT_IN_CONNECTORS.policy,
    reference: draft.id,
    type: coreTypeOf(draft.paymentType),
    category: draft.paymentType,
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
  const { netAmountMinor } = chargesOfDraft(draft);
  return netAmountMinor <= AMOUNT_MINOR_MAX && netAmountMinor >= -AMOUNT_MINOR_MAX;
}

/** The charges on a payment, and what is left of it after them. */
export function chargesOfDraft({ paymentType, policy, amountMinor }: PolicyPaymentDraft) {
  const charged = paymentType === "premium" || paymentType === "reversal";
  return calculateCharges(charged ? policy.charges : [], amountMinor);
}

function detailOf(ctx: Ctx, draft: PolicyPaymentDraft) {
  const { policy } = draft;
  const { charges, netAmountMinor } = chargesOfDraft(draft);
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
    finalized_by: isFinalStatus(draft.status) ? doorActor(ctx.actor, policy.merchantId) : null,
    live: draft.status !== "failed" && draft.status !== "cancelled",
    due_at: draft.status === "pending" ? actionDate : null,
  };
}

/** Whether a payment's outcome is known. */
export function isFinalStatus(status: PaymentStatus): boolean {
  return status === "failed" || status === "succeeded";
}

/** The core's type of a policy payment, which says which way its money goes. */
export function coreTypeOf(type: PolicyPaymentType): CoreType {
  switch (type) {
    case "premium":
      return "PAY-IN";
    case "other":
      return "OTHER";
    default:
      return "PAYOUT";
  }
}

/** What a policy payment moves: less than nothing where its money goes out, whatever sign it was sent with. */
export function movedMinor({
  paymentType,
  amountMinor,
}: Pick<PolicyPaymentDraft, "paymentType" | "amountMinor">): bigint {
  return signedMinor(amountMinor < 0n ? -amountMinor : amountMinor, directionOf(coreTypeOf(paymentType)));
}

/** What every event of a policy payment says of it. */
export function factsTold({ id, paymentType }: Pick<PolicyPaymentDraft, "id" | "paymentType">) {
  return { type: paymentType, direction: directionOf(coreTypeOf(paymentType)), reference: id };
}
