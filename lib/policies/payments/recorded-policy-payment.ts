import { doorActor } from "@/lib/policies/door-actor";
import type { Ctx } from "@/lib/verb/context";
import type { PolicyPayment } from "./policy-payment";
import { actionDateOf, chargesOfDraft, isFinalStatus, type PolicyPaymentDraft } from "./policy-payment-draft";

/** A policy payment as it was recorded from its draft: what a read would give, without one. */
export function recordedPolicyPayment({ actor, now }: Ctx, draft: PolicyPaymentDraft): PolicyPayment {
  const { policy, idempotencyKey: _, reason: __, ...same } = draft;
  return {
    ...same,
    ...chargesOfDraft(draft),
    merchantId: policy.merchantId,
    policyId: policy.id,
    policyholderId: policy.policyholderId,
    currency: policy.currency,
    version: 1,
    actionDate: actionDateOf(draft),
    originalId: draft.retryOf ?? draft.id,
    finalizedBy: isFinalStatus(draft.status) ? doorActor(actor, policy.merchantId) : null,
    appData: null,
    createdByType: actor.type,
    createdById: actor.id,
    createdAt: now,
    updatedAt: now,
  };
}
