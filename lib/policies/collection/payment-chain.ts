import { run, statement } from "@/lib/db/sql";
import { maySee } from "@/lib/payments/find-payment";
import {
  POLICY_PAYMENT_COLUMNS,
  POLICY_PAYMENT_FROM,
  type PolicyPayment,
  policyPaymentById,
} from "@/lib/policies/payments/policy-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** A payment with every attempt at the same money, the original first; null for a payment of another kind. */
export async function paymentChain({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<PolicyPayment[] | null> {
  authorize(ctx, "payments:read");
  const payment = await policyPaymentById(input.paymentId);
  if (!payment || !maySee(ctx, payment)) return null;
  return run<PolicyPayment>(CHAIN, [payment.originalId]);
}

const CHAIN = statement(`
  SELECT ${POLICY_PAYMENT_COLUMNS} FROM ${POLICY_PAYMENT_FROM} WHERE y.original_id = $1 ORDER BY y.retry_number`);
