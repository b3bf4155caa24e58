import { policyholdersById } from "@/lib/policies/holders/policyholder";
import { methodsById } from "@/lib/policies/methods/payment-method";
import { presentPayment } from "@/lib/policies/present";
import { shownPoliciesById } from "@/lib/policies/shown-policy";
import type { Include } from "@/lib/policies/wire-queries";
import type { Ctx } from "@/lib/verb/context";
import { type PolicyPayment, policyPaymentsByIds } from "./policy-payment";

/** Payments on the wire, each with what was asked to be included; one query per kind of thing, however many there are. */
export async function presentAll(ctx: Ctx, payments: readonly PolicyPayment[], include: readonly Include[]) {
  const ids = (name: Include, of: (payment: PolicyPayment) => string | null) =>
    include.includes(name) ? payments.flatMap((payment) => of(payment) ?? []) : [];
  const [policies, policyholders, methods, reversed] = await Promise.all([
    shownPoliciesById(
      ctx,
      ids("policy", ({ policyId }) => policyId),
    ),
    policyholdersById(ids("policyholder", ({ policyholderId }) => policyholderId)),
    methodsById(ids("payment_method", ({ paymentMethodId }) => paymentMethodId)),
    policyPaymentsByIds(ids("reversal_of_payment", ({ reversalOf }) => reversalOf)),
  ]);
  return payments.map((payment) =>
    presentPayment(payment, {
      policy: policies.get(payment.policyId),
      policyholder: policyholders.get(payment.policyholderId),
      payment_method: methods.get(payment.paymentMethodId),
      ...(include.includes("reversal_of_payment") && {
        reversal_of_payment: payment.reversalOf ? (reversed.get(payment.reversalOf) ?? null) : null,
      }),
    }),
  );
}
