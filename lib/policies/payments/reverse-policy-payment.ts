import { z } from "zod";
import { isUniqueViolation, type Queryable, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { lockPayment } from "@/lib/payments/lock-payment";
import { policiesById } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { recordJudged } from "./create-policy-payment";
import { getPolicyPayment } from "./list-policy-payments";
import { type PolicyPayment, policyPaymentById } from "./policy-payment";
import { whyNotReversed } from "./why-not-reversed";

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
  return transaction((tx) => reverseIn(tx, ctx, id));
}

/** The same inside a transaction that is already open, of a payment that is there. */
export async function reverseIn(tx: Queryable, ctx: Ctx, id: string): Promise<PolicyPayment> {
  authorize(ctx, "payments:create");
  await lockPayment(tx, id);
  const original = await policyPaymentById(id, tx);
  const policy = original && (await policiesById([original.policyId], tx)).get(original.policyId);
  if (!original || !policy) throw new Refused({ code: "not_found", object: "Payment", id });
  const why = whyNotReversed(original);
  if (why) throw conflict(why);
  const draft = { ...original, ...reversalOf(original, ctx.now), policy };
  const [made] = await recordJudged(tx, ctx, [draft]).catch((err: unknown) => {
    if (isUniqueViolation(err)) throw conflict("This payment has been reversed already.");
    throw err;
  });
  const reversal = made ? await policyPaymentById(made, tx) : null;
  if (!reversal) throw new Error("a reversal was not written");
  return reversal;
}

/** What of a reversal is not as in its original. */
function reversalOf(original: PolicyPayment, now: Date) {
  return {
    id: newId(),
    paymentType: "reversal" as const,
    amountMinor: -original.amountMinor,
    description: `Reversal: ${original.description ?? original.id}`,
    paymentDate: now,
    billingDate: null,
    externalReference: null,
    retryOf: null,
    retryNumber: 0,
    reversalOf: original.id,
    finalizedAt: now,
    idempotencyKey: null,
    reason: "Gives a premium back.",
  };
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
