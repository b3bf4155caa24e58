import { onReplica } from "@/lib/db/replicas";
import { type Queryable, query } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/policies/payments/list-policy-payments/count";
import { LIST } from "@/lib/generated/sql/policies/payments/list-policy-payments/list";
import { readAnyId } from "@/lib/ids";
import { maySee } from "@/lib/payments/find-payment";
import {
  type CollectionType,
  type PolicyPaymentStatus,
  type PolicyPaymentType,
  toCoreStatus,
} from "@/lib/policies/enums";
import { getPolicy } from "@/lib/policies/manage-policies";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type PolicyPayment, policyPaymentById } from "./policy-payment";

export interface ListPolicyPayments {
  policyId: string;
  status?: readonly PolicyPaymentStatus[] | undefined;
  paymentTypes?: readonly PolicyPaymentType[] | undefined;
  collectionTypes?: readonly CollectionType[] | undefined;
  limit: number;
  offset: number;
}

/** A policy's payments, newest first. */
export async function listPolicyPayments({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListPolicyPayments;
}): Promise<{ payments: PolicyPayment[]; total: number }> {
  authorize(ctx, "payments:read");
  const policy = await getPolicy({ ctx, input: { id: input.policyId } });
  const filter = {
    policyId: policy.id,
    statuses: input.status?.map(toCoreStatus) ?? null,
    paymentTypes: input.paymentTypes ?? null,
    collectionTypes: input.collectionTypes ?? null,
  };
  const { limit, offset } = input;
  const [payments, counted] = await onReplica(() =>
    Promise.all([query(LIST, { ...filter, limit, offset }), query(COUNT, filter)]),
  );
  return { payments, total: Number(counted[0]?.total ?? 0) };
}

/** One policy payment; `not_found` also for another merchant's and for a payment of another kind. */
export async function getPolicyPayment(
  { ctx, input }: { ctx: Ctx; input: { id: string } },
  on?: Queryable,
): Promise<PolicyPayment> {
  authorize(ctx, "payments:read");
  const id = readAnyId(input.id);
  const payment = id ? await policyPaymentById(id, on) : null;
  if (!payment || !maySee(ctx, payment))
    throw new Refused({ code: "not_found", object: "Payment", id: input.id });
  return payment;
}
