import { chainsOf } from "@/lib/policies/collection/chains";
import type { Ctx } from "@/lib/verb/context";
import { whyNotRetried } from "./judge-payment";
import { listPolicyPayments } from "./list-policy-payments";
import type { PolicyPayment } from "./policy-payment";

/** So many failed payments of a policy are looked at, the newest first. */
export const RETRIABLE_MAX = 100;

/** The failed payments of a policy of which a retry may be recorded: by the rule that judges it, one for each chain. */
export async function listRetriable({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { policyId: string };
}): Promise<PolicyPayment[]> {
  const { payments } = await listPolicyPayments({
    ctx,
    input: { ...input, status: ["failed"], limit: RETRIABLE_MAX, offset: 0 },
  });
  const chains = await chainsOf(payments.map(({ id }) => id));
  return payments.filter(({ id, policyId, paymentType, retryOf }) => {
    const chain = chains.get(id);
    return retryOf === null && whyNotRetried(id, { policyId, paymentType }, chain) === null;
  });
}
