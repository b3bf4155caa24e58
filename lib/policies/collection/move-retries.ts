import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { MOVE } from "@/lib/generated/sql/policies/collection/move-retries/move";
import { WAITING, type WaitingRow } from "@/lib/generated/sql/policies/collection/move-retries/waiting";
import { announce } from "@/lib/outbox/announce";
import { lockPaymentsById } from "@/lib/payments/lock-payment";
import { methodsById, type PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import { factsTold } from "@/lib/policies/payments/policy-payment-draft";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { lockOriginals } from "./chains";
import { collectionWith } from "./chosen-method";

/** How often a choice begins anew because a retry was planned in the middle of it. */
const TRIES_MAX = 5;

/**
 * Makes a choice of a method for a policy, by `choose`, which locks the policy, and takes along the retries that wait to be
 * collected by us: all of it or nothing. What is under way stays where it is. Resolves to how many went along. Refuses with
 * `lost_race`.
 */
export async function chooseWithRetries(
  ctx: Ctx,
  chosen: { policyId: string; method: PolicyPaymentMethod },
  choose: (tx: Queryable) => Promise<void>,
): Promise<number> {
  for (let tried = 0; tried < TRIES_MAX; tried++) {
    const moved = await transaction((tx) => chooseOnce(tx, ctx, chosen, choose)).catch(nullIfOvertaken);
    if (moved !== null) return moved;
  }
  throw new Refused({ code: "lost_race" });
}

/** A retry was planned on the old method after those that wait were locked: payments are locked before policies. */
class Overtaken extends Error {}

function nullIfOvertaken(err: unknown): null {
  if (err instanceof Overtaken) return null;
  throw err;
}

async function chooseOnce(
  tx: Queryable,
  ctx: Ctx,
  { policyId, method }: { policyId: string; method: PolicyPaymentMethod },
  choose: (tx: Queryable) => Promise<void>,
): Promise<number> {
  const waiting = () => query(WAITING, { policyId, methodId: method.id }, tx);
  const ids = (await waiting()).map(({ id }) => id);
  await lockOriginals(tx, ids);
  await lockPaymentsById(tx, ids);
  await choose(tx);
  // From here on nobody plans a retry on another method; what was committed until now is seen.
  const retries = await waiting();
  if (retries.some(({ id }) => !ids.includes(id))) throw new Overtaken();
  await move(tx, ctx, retries, method);
  return retries.length;
}

async function move(
  tx: Queryable,
  ctx: Ctx,
  retries: readonly WaitingRow[],
  to: PolicyPaymentMethod,
): Promise<void> {
  if (retries.length === 0) return;
  const before = await methodsById(
    retries.map(({ methodId }) => methodId),
    tx,
  );
  const moved = retries.map((retry) => ({
    ...retry,
    collectionType: collectionWith(to.type, retry.collectionType),
  }));
  const rows = moved.map(({ id, collectionType }) => ({ id, collection_type: collectionType }));
  await query(MOVE, { rows, methodId: to.id, now: ctx.now }, tx);
  for (const retry of moved) {
    const { id, merchantId, collectionType } = retry;
    const from = before.get(retry.methodId);
    await recordAudit(tx, ctx, {
      action: "payment.method_changed",
      objectType: "payment",
      objectId: id,
      merchantId,
      data: {
        ...{ from: retry.methodId, to: to.id, collectionType },
        ...{ fromName: from ? methodName(from) : null, toName: methodName(to) },
      },
    });
  }
  await announce(
    tx,
    ctx,
    moved.map((retry) => ({
      type: "payment.method_changed",
      merchantId: retry.merchantId,
      paymentId: retry.id,
      objectId: retry.id,
      data: { from: retry.methodId, to: to.id, collectionType: retry.collectionType, ...factsTold(retry) },
    })),
  );
}
