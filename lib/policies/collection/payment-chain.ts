import { query } from "@/lib/db/sql";
import { CHAIN } from "@/lib/generated/sql/policies/collection/payment-chain/chain";
import { maySee } from "@/lib/payments/find-payment";
import { type PolicyPayment, policyPaymentById } from "@/lib/policies/payments/policy-payment";
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
  return query(CHAIN, { originalId: payment.originalId });
}
