import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import type { Announcement } from "@/lib/outbox/announce";
import { policyTakes } from "@/lib/policies/enums";
import type { PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import type { PolicyPaymentDraft } from "@/lib/policies/payments/policy-payment-draft";
import type { Chain } from "./chains";
import { nextWay } from "./chosen-method";
import {
  explainRule,
  type Failure,
  type FailureConsequence,
  type FailureRule,
  judgeFailure,
} from "./failure-rules";

/** A payment that has just failed or succeeded, in the transaction that says so. */
export interface CollectionOutcome {
  payment: PolicyPaymentDraft;
  /** Null where it succeeded. */
  failure: Failure | null;
}

/** What outcomes lead to, before any of it is written. */
export interface Consequences {
  retries: PolicyPaymentDraft[];
  news: Announcement[];
  /** The methods whose count of failures or whose block has changed. */
  changed: PolicyPaymentMethod[];
}

/** What outcomes are judged by: methods and chains by the payments' ids of them, the method each policy has chosen. */
export interface OutcomeFacts {
  methods: ReadonlyMap<string, PolicyPaymentMethod>;
  chains: ReadonlyMap<string, Chain>;
  chosen: ReadonlyMap<string, Pick<PolicyPaymentMethod, "id" | "type">>;
}

/**
 * What follows from each outcome, in their order, each as if what follows from those before it were written: the methods
 * and the chains are brought up to date. Throws where the method or the chain of an outcome is missing.
 */
export function consequencesOf(
  outcomes: readonly CollectionOutcome[],
  { methods, chains, chosen }: OutcomeFacts,
): Consequences {
  const retries: PolicyPaymentDraft[] = [];
  const news: Announcement[] = [];
  const changed = new Set<string>();
  for (const { payment, failure } of outcomes) {
    const method = methods.get(payment.paymentMethodId);
    if (!method) throw new Error("a payment's method is not there");
    if (!failure) {
      if (method.consecutiveFailures > 0) changed.add(method.id);
      method.consecutiveFailures = 0;
      continue;
    }
    const chain = chains.get(payment.id);
    if (!chain) throw new Error("a payment's chain is not there");
    const consequence = judge(payment, failure, method, chain);
    changed.add(method.id);
    apply(method, consequence);
    const retry = consequence.retry ? retryOf(payment, chain, chosen.get(payment.policy.id)) : null;
    if (retry) {
      retries.push(retry);
      chain.retries += 1;
      chain.live = true;
    }
    news.push(...newsOf(payment, consequence, retry));
  }
  return { retries, news, changed: [...methods.values()].filter(({ id }) => changed.has(id)) };
}

function judge(
  payment: PolicyPaymentDraft,
  failure: Failure,
  method: PolicyPaymentMethod,
  chain: Chain,
): FailureConsequence {
  const { policy } = payment;
  return judgeFailure(failure, {
    billing: policy.billing,
    consecutiveFailures: method.consecutiveFailures,
    methodBlocked: method.banvStatus === "blocked",
    retriesMade: chain.retries,
    chainLive: chain.live,
    chainGivenBack: chain.givenBack,
    policyTakes: policyTakes(policy.status, payment.paymentType),
  });
}

function apply(method: PolicyPaymentMethod, { block, consecutiveFailures }: FailureConsequence): void {
  method.consecutiveFailures = consecutiveFailures;
  if (block === null) return;
  method.banvStatus = "blocked";
  method.blockedReason = block;
}

function retryOf(
  failed: PolicyPaymentDraft,
  chain: Chain,
  chosen: Pick<PolicyPaymentMethod, "id" | "type"> | undefined,
): PolicyPaymentDraft {
  const days = failed.policy.billing.retryFailedPayments.daysBetweenRetries;
  const due = new Date((failed.finalizedAt?.getTime() ?? 0) + days * DAY_MS);
  return {
    ...failed,
    ...nextWay(failed, chosen),
    id: newId(),
    status: "pending",
    paymentDate: due,
    billingDate: due,
    externalReference: null,
    retryOf: chain.originalId,
    retryNumber: chain.retries + 1,
    failureReason: null,
    failureAction: null,
    failureCode: null,
    finalizedAt: null,
    idempotencyKey: null,
    reason: `Retry ${chain.retries + 1}, because the failure allows it.`,
  };
}

function newsOf(
  payment: PolicyPaymentDraft,
  { rule, block }: FailureConsequence,
  retry: PolicyPaymentDraft | null,
): Announcement[] {
  const shared = { merchantId: payment.policy.merchantId, paymentId: payment.id };
  const data = { rule, reason: explainRule(rule), paymentId: payment.id };
  const news: Announcement[] = [];
  if (block !== null) {
    const blocked = { ...data, paymentMethodId: payment.paymentMethodId, blockedReason: block };
    news.push({
      ...shared,
      type: "payment_method.blocked",
      objectId: payment.paymentMethodId,
      data: blocked,
    });
    news.push({
      ...shared,
      type: "payment_method.blocked",
      paymentId: null,
      objectId: payment.paymentMethodId,
      data: blocked,
    });
  }
  const { id: retryId, retryNumber, paymentDate: dueAt } = retry ?? {};
  if (retry)
    news.push({
      ...shared,
      type: "payment.retry_scheduled",
      objectId: payment.id,
      data: { ...data, retryId, retryNumber, dueAt },
    });
  else news.push({ ...shared, type: notRetried(rule), objectId: payment.id, data });
  return news;
}

function notRetried(rule: FailureRule): string {
  return rule === "no_attempts_left" ? "payment.retries_exhausted" : "payment.not_retried";
}
