import { query } from "@/lib/db/sql";
import { LIST_HISTORIES } from "@/lib/generated/sql/payments/list-histories";
import { CHAIN } from "@/lib/generated/sql/policies/collection/payment-chain/chain";
import { REVERSALS } from "@/lib/generated/sql/policies/collection/payment-chain/reversals";
import { maySee } from "@/lib/payments/find-payment";
import type { Adjustment } from "@/lib/payments/payment";
import { methodsById, type PolicyPaymentMethod } from "@/lib/policies/methods/payment-method";
import { policyPaymentById, type StoredPolicyPayment } from "@/lib/policies/payments/policy-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { findRetries, type RetryRow } from "./find-retries";
import { type MissingAgreement, missingAgreementOf } from "./missing-agreement";

export interface PaymentChain {
  payment: StoredPolicyPayment;
  /** Every attempt at the same money, the original first, the payment itself among them. */
  attempts: StoredPolicyPayment[];
  /** The reversals of these, and the premium that the payment gives back where it is one. */
  reversals: StoredPolicyPayment[];
  /** The histories of all but the payment itself. */
  histories: (Adjustment & { paymentId: string })[];
  /** How the payment is, or will be, collected. */
  method: PolicyPaymentMethod | null;
  /** Where trying again stands; null where there is nothing to try again. */
  retry: RetryRow | null;
  /** What the payer has yet to agree to before the payment itself can be collected. */
  missingAgreement: MissingAgreement | null;
}

/** A policy payment with all that belongs to the same money; null for a payment of another kind. */
export async function paymentChain({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<PaymentChain | null> {
  authorize(ctx, "payments:read");
  const payment = await policyPaymentById(input.paymentId);
  if (!payment || !maySee(ctx, payment)) return null;
  const { originalId, reversalOf } = payment;
  const [attempts, retries, methods, missingAgreement] = await Promise.all([
    query(CHAIN, { originalId }),
    findRetries({ ctx, input: { originalIds: [originalId] } }),
    methodsById([payment.paymentMethodId]),
    missingAgreementOf(payment),
  ]);
  const reversals = await query(REVERSALS, { ids: attempts.map(({ id }) => id), reversalOf });
  const others = [...attempts, ...reversals].map(({ id }) => id).filter((id) => id !== payment.id);
  const histories = others.length > 0 ? await query(LIST_HISTORIES, { ids: others }) : [];
  const method = methods.get(payment.paymentMethodId) ?? null;
  const retry = retries.rows[0] ?? null;
  return { payment, attempts, reversals, histories, method, retry, missingAgreement };
}
