import { type Queryable, run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import { maySee } from "@/lib/payments/find-payment";
import { type PolicyPaymentStatus, type PolicyPaymentType, toCoreStatus } from "@/lib/policies/enums";
import { getPolicy } from "@/lib/policies/manage-policies";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import {
  POLICY_PAYMENT_COLUMNS,
  POLICY_PAYMENT_FROM,
  type PolicyPayment,
  policyPaymentById,
} from "./policy-payment";

export interface ListPolicyPayments {
  policyId: string;
  status?: readonly PolicyPaymentStatus[] | undefined;
  paymentTypes?: readonly PolicyPaymentType[] | undefined;
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
  const filter = [policy.id, input.status?.map(toCoreStatus) ?? null, input.paymentTypes ?? null];
  const [payments, counted] = await Promise.all([
    run<PolicyPayment>(LIST, [...filter, input.limit, input.offset]),
    run<{ total: bigint }>(COUNT, filter),
  ]);
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

const WHERE = `
  y.policy_id = $1 AND ($2::text[] IS NULL OR p.status = ANY ($2)) AND ($3::text[] IS NULL OR y.payment_type = ANY ($3))`;
const LIST = statement(`
  SELECT ${POLICY_PAYMENT_COLUMNS} FROM ${POLICY_PAYMENT_FROM} WHERE ${WHERE}
  ORDER BY y.created_at DESC, y.payment_id DESC LIMIT $4 OFFSET $5`);
const COUNT = statement(`
  SELECT count(*) AS total FROM policy_payment y JOIN payment p ON p.id = y.payment_id WHERE ${WHERE}`);
