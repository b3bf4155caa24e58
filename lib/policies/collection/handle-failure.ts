import { type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { type Announcement, announce } from "@/lib/outbox/announce";
import { lockMethods, type PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import {
  type PolicyPaymentDraft,
  recordPolicyPayments,
} from "@/lib/policies/payments/record-policy-payments";
import { takes } from "@/lib/policies/policy";
import { type Ctx, jobContext } from "@/lib/verb/context";
import { type Chain, chainsOf } from "./chains";
import {
  type Consequence,
  consequenceOf,
  explainRule,
  type Failure,
  type FailureRule,
} from "./failure-rules";
import { recordConsequences } from "./record-consequences";

const DAY_MS = 86_400_000;

/** A payment that has just failed or succeeded, in the transaction that says so. */
export interface Outcome {
  payment: PolicyPaymentDraft;
  /** Null where it succeeded. */
  failure: Failure | null;
}

/**
 * What follows from payments that failed or succeeded: the count of failures in a row, a method blocked or not, a retry
 * made or not, each with an event and a line in the timeline that names the rule. The one place, whoever reported it
 * and however many at once; they count in their order. The originals must be locked.
 */
export async function handleOutcomes(tx: Queryable, ctx: Ctx, outcomes: readonly Outcome[]): Promise<void> {
  const counting = outcomes.filter(({ payment }) => payment.paymentType !== "reversal");
  const failed = counting.filter(({ failure }) => failure !== null);
  if (counting.length === 0) return;
  const methods = await lockMethods(
    tx,
    counting.map(({ payment }) => payment.paymentMethodId),
  );
  const chains = await chainsOf(
    failed.map(({ payment }) => payment.id),
    tx,
  );
  const retries: PolicyPaymentDraft[] = [];
  const news: Announcement[] = [];
  const changed = new Set<string>();
  for (const { payment, failure } of counting) {
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
    const retry = consequence.retry ? retryOf(payment, chain) : null;
    if (retry) {
      retries.push(retry);
      chain.retries += 1;
      chain.live = true;
    }
    news.push(...newsOf(payment, consequence, retry));
  }
  await saveStandings(
    tx,
    ctx,
    [...methods.values()].filter(({ id }) => changed.has(id)),
  );
  if (retries.length > 0) await recordPolicyPayments(tx, retryContext(ctx), retries);
  // A block is one event, but a line in two histories: the payment's and the method's.
  await announce(
    tx,
    ctx,
    news.filter(({ paymentId }) => paymentId !== null),
  );
  await recordConsequences(tx, ctx, news);
}

function judge(
  payment: PolicyPaymentDraft,
  failure: Failure,
  method: PolicyPaymentMethod,
  chain: Chain,
): Consequence {
  const { policy } = payment;
  return consequenceOf(failure, {
    billing: policy.billing,
    consecutiveFailures: method.consecutiveFailures,
    methodBlocked: method.banvStatus === "blocked",
    retriesMade: chain.retries,
    chainLive: chain.live,
    policyTakes: takes(policy.status, payment.paymentType),
  });
}

function apply(method: PolicyPaymentMethod, { block, consecutiveFailures }: Consequence): void {
  method.consecutiveFailures = consecutiveFailures;
  if (block === null) return;
  method.banvStatus = "blocked";
  method.blockedReason = block;
}

function retryOf(failed: PolicyPaymentDraft, chain: Chain): PolicyPaymentDraft {
  const days = failed.policy.billing.retryFailedPayments.daysBetweenRetries;
  const due = new Date((failed.finalizedAt?.getTime() ?? 0) + days * DAY_MS);
  return {
    ...failed,
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
  { rule, block }: Consequence,
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

// Who reported the failure did not ask for the retry: a rule did.
function retryContext(ctx: Ctx): Ctx {
  return jobContext("policy-retries", ctx.now, ctx.requestId);
}

async function saveStandings(
  tx: Queryable,
  ctx: Ctx,
  methods: readonly PolicyPaymentMethod[],
): Promise<void> {
  if (methods.length === 0) return;
  const rows = methods.map(({ id, consecutiveFailures, banvStatus, blockedReason }) => ({
    id,
    consecutive_failures: consecutiveFailures,
    banv_status: banvStatus,
    blocked_reason: blockedReason,
  }));
  await run(SAVE, [JSON.stringify(rows), ctx.now], tx);
}

const SAVE = statement(`
  UPDATE policy_payment_method m SET consecutive_failures = i.consecutive_failures, banv_status = i.banv_status,
    blocked_reason = i.blocked_reason, updated_at = $2
  FROM jsonb_to_recordset($1::jsonb) AS i (id uuid, consecutive_failures integer, banv_status text, blocked_reason text)
  WHERE m.id = i.id`);
