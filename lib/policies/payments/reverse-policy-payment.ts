import { z } from "zod";
import { isUniqueViolation, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { lockPayment } from "@/lib/payments/lock-payment";
import { policiesById } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { recordJudged } from "./create-policy-payment";
import { getPolicyPayment } from "./list-policy-payments";
import { type PolicyPayment, policyPaymentById } from "./policy-payment";

export const ReversePolicyPayment = z.object({ id: z.string() });
export type ReversePolicyPayment = z.input<typeof ReversePolicyPayment>;

/**
 * Records that a successful premium was given back: a successful payment of minus its amount, with the charges
 * mirrored, once per original. Refuses with `not_found` or `conflict`.
 */
export async function reversePolicyPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: z.output<typeof ReversePolicyPayment>;
}): Promise<PolicyPayment> {
  authorize(ctx, "payments:create");
  const { id } = await getPolicyPayment({ ctx, input });
  return transaction(async (tx) => {
    await lockPayment(tx, id);
    const original = await policyPaymentById(id, tx);
    const policy = original && (await policiesById([original.policyId], tx)).get(original.policyId);
    if (!original || !policy) throw new Refused({ code: "not_found", object: "Payment", id: input.id });
    if (original.paymentType !== "premium" || original.status !== "succeeded")
      throw conflict("Only a successful premium can be reversed.");
    const [made] = await recordJudged(tx, ctx, [
      {
        ...original,
        id: newId(),
        policy,
        paymentType: "reversal",
        amountMinor: -original.amountMinor,
        description: `Reversal: ${original.description ?? original.id}`,
        paymentDate: ctx.now,
        billingDate: null,
        externalReference: null,
        retryOf: null,
        retryNumber: 0,
        reversalOf: original.id,
        finalizedAt: ctx.now,
        idempotencyKey: null,
        reason: "Gives a premium back.",
      },
    ]);
    const reversal = made ? await policyPaymentById(made, tx) : null;
    if (!reversal) throw new Error("a reversal was not written");
    return reversal;
  }).catch((err: unknown) => {
    if (isUniqueViolation(err)) throw conflict("This payment has been reversed already.");
    throw err;
  });
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
