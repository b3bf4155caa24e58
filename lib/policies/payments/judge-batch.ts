import { type Queryable, query } from "@/lib/db/sql";
import { TAKEN } from "@/lib/generated/sql/policies/payments/judge-batch/taken";
import { chainsOf, lockOriginals } from "@/lib/policies/collection/chains";
import { lockMethods } from "@/lib/policies/methods/payment-method";
import type { Ctx } from "@/lib/verb/context";
import { type Asked, type Facts, type Judged, judgePayment } from "./judge-payment";

/**
 * What can only be known by looking: whether the method is the policyholder's, the policy still takes such a payment,
 * the reference is free and the original may be retried. Every issue at once, those of the body first. Locks the originals
 * and the methods, and judges the payments in their order, each as if those before it were recorded.
 */
export async function judgeBatch(tx: Queryable, ctx: Ctx, asked: readonly Asked[]): Promise<Judged[]> {
  const values = asked.map(({ read }) => read.value);
  const originals = values.flatMap(({ retry_of }) => retry_of ?? []);
  await lockOriginals(tx, originals);
  const facts: Facts = {
    chains: await chainsOf(originals, tx),
    methods: await lockMethods(
      tx,
      values.flatMap(({ payment_method_id }) => payment_method_id ?? []),
    ),
    references: await takenReferences(tx, asked),
  };
  return asked.map((each) => judgePayment(ctx, facts, each));
}

async function takenReferences(tx: Queryable, asked: readonly Asked[]): Promise<Set<string>> {
  const references = asked.flatMap(({ read }) => read.value.external_reference ?? []);
  if (references.length === 0) return new Set();
  const merchants = [...new Set(asked.map(({ policy }) => policy.merchantId))];
  const taken = await query(TAKEN, { merchants, references }, tx);
  return new Set(taken.map(({ key }) => key));
}
