import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import { type Queryable, transaction } from "@/lib/db/sql";
import { type Attempt, beginAttempt } from "@/lib/payments/attempt";
import { lockPayment } from "@/lib/payments/lock-payment";
import { joinBatch } from "@/lib/policies/batches/join-batch";
import {
  COLLECTION_TYPES,
  type CollectionType,
  isByMandate,
  isDebitOrder,
  isUsable,
  type PolicyPaymentType,
} from "@/lib/policies/enums";
import { methodsById, type PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import { type PolicyPayment, policyPaymentById } from "@/lib/policies/payments/policy-payment";
import { changeIn } from "@/lib/policies/payments/update-policy-payment";
import type { Ctx } from "@/lib/verb/context";
import { lockOriginals } from "./chains";
import type { Failure } from "./failure-rules";
import { settleCollection } from "./settle-collection";
import { UNUSABLE_METHOD } from "./unusable-method";
import { type WayToCollect, wayToCollect } from "./way-to-collect";

/** How a collection stands when the verb returns. `waits`: nobody of ours collects it, or it is not pending any more. */
export type CollectionResult = "successful" | "failed" | "unknown" | "waits";

/** What is collected by us; everything else waits until somebody tells what became of it. */
export const COLLECTED_BY_US = {
  paymentTypes: ["premium"],
  collectionTypes: COLLECTION_TYPES.filter((each) => each === "card" || isDebitOrder(each)),
} satisfies { paymentTypes: PolicyPaymentType[]; collectionTypes: CollectionType[] };

export function isCollectedByUs({
  paymentType,
  collectionType,
}: Pick<PolicyPayment, "paymentType" | "collectionType">): boolean {
  const { paymentTypes, collectionTypes } = COLLECTED_BY_US;
  return paymentTypes.some((each) => each === paymentType) && collectionTypes.includes(collectionType);
}

interface Collecting {
  paymentId: string;
  /** Whether its day must have come: it may have been moved since it was found. */
  onlyDue?: boolean;
  /** Of the run that hands it over together with others; without one it is in no batch. */
  runId?: string;
}

/**
 * Collects one pending premium, at most once: the attempt is written down, under the payment's lock, before the
 * connector is asked, and its id is the connector's idempotency key. A method that cannot be used yields the failed
 * record and no charge.
 */
export async function collectPayment({
  ctx,
  ...asked
}: Collecting & { ctx: Ctx }): Promise<CollectionResult> {
  const begun = await transaction((tx) => begin(tx, ctx, asked));
  if (typeof begun === "string") return begun;
  const { attempt, currency } = begun;
  const request = collectionRequest(attempt, currency, ctx.now);
  const outcome = await ask(async () => (await connectorOf(attempt)).charge(request));
  return settleCollection({ ctx, attemptId: attempt.id, outcome });
}

/** The request an attempt makes, the same whenever it is made. Nobody is there to answer a challenge. */
export function collectionRequest(attempt: Attempt, currency: string, now: Date) {
  return {
    attemptId: attempt.id,
    amountMinor: attempt.amountMinor,
    currency,
    method: { type: "token", token: attempt.method.token ?? "" } as const,
    now,
    startedAt: attempt.startedAt,
    offSession: true,
    savingMethod: false,
  };
}

type Begun = { attempt: Attempt; currency: string };

async function begin(
  tx: Queryable,
  ctx: Ctx,
  { paymentId, onlyDue = false, runId }: Collecting,
): Promise<Begun | CollectionResult> {
  await lockOriginals(tx, [paymentId]);
  await lockPayment(tx, paymentId);
  const before = await policyPaymentById(paymentId, tx);
  if (before?.status !== "pending" || !isCollectedByUs(before)) return "waits";
  if (onlyDue && before.actionDate > ctx.now) return "waits";
  const method = (await methodsById([before.paymentMethodId], tx)).get(before.paymentMethodId);
  if (!method) throw new Error("a payment's method is not there");
  if (!isUsable(method)) return refuse(tx, ctx, paymentId, UNUSABLE);
  const way = await wayToCollect(tx, before, method);
  if (way) {
    const begun = await charge(tx, ctx, before, method, way);
    if (runId) await joinBatch(tx, ctx, { runId, payment: before, method, attempt: begun.attempt });
    return begun;
  }
  return refuse(tx, ctx, paymentId, notAgreed(before));
}

const UNUSABLE: Failure = {
  reason: UNUSABLE_METHOD.failureReason,
  action: UNUSABLE_METHOD.failureAction,
  code: UNUSABLE_METHOD.failureCode,
};

/** What is recorded where the payer has not agreed to what they have to. */
function notAgreed({ collectionType }: Pick<PolicyPayment, "collectionType">): Failure {
  return {
    reason: isByMandate(collectionType)
      ? "No DebiCheck mandate of this payment method is active."
      : "The payer has not agreed to be collected from through a provider that takes this premium.",
    action: "block_retry",
    code: "mandate_missing",
  };
}

async function refuse(tx: Queryable, ctx: Ctx, paymentId: string, failure: Failure): Promise<"failed"> {
  await changeIn(tx, ctx, { paymentId, to: "failed", failure });
  return "failed";
}

async function charge(
  tx: Queryable,
  ctx: Ctx,
  payment: PolicyPayment,
  method: PolicyPaymentMethod,
  { token, last4, ...through }: WayToCollect,
): Promise<Begun> {
  const name = methodName(method);
  await changeIn(tx, ctx, {
    paymentId: payment.id,
    to: "processing",
    failure: null,
    reason: `Being collected: ${name}.`,
  });
  const attempt = await beginAttempt(tx, ctx, {
    paymentId: payment.id,
    operation: "charge",
    ...through,
    amountMinor: payment.amountMinor,
    cardBrand: method.type,
    ...(last4?.length === 4 && { cardLast4: last4 }),
    method: { ...(token && { token }) },
  });
  return { attempt, currency: payment.currency };
}
