import { query, transaction } from "@/lib/db/sql";
import { FIND } from "@/lib/generated/sql/policies/holders/upsert-policyholder/find";
import { LOCK } from "@/lib/generated/sql/policies/holders/upsert-policyholder/lock";
import { policyMerchant } from "@/lib/policies/acting-merchant";
import type { CreatePolicyholderBody } from "@/lib/policies/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { addHolder, type Policyholder } from "./policyholder";
import { changeHolder } from "./update-policyholder";

/**
 * Changes the policyholder that the identification names, or adds it: two at the same moment add one. Where several
 * have it, the first that was added is changed.
 */
export async function upsertPolicyholder({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreatePolicyholderBody;
}): Promise<Policyholder> {
  authorize(ctx, "policies:manage");
  const merchantId = await policyMerchant(ctx);
  const { type, number, country } = input.id;
  return transaction(async (tx) => {
    await query(LOCK, { key: JSON.stringify([merchantId, type, number, country]) }, tx);
    const [known] = await query(FIND, { merchantId, type, number, country }, tx);
    return known ? changeHolder(tx, ctx, known.id, input) : addHolder(tx, ctx, { merchantId, body: input });
  });
}
