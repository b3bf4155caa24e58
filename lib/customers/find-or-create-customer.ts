import { actingMerchant } from "@/lib/auth/acting-merchant";
import { prismaTransaction, query, queryOne } from "@/lib/db/sql";
import { FIND_SAME } from "@/lib/generated/sql/customers/find-same";
import { LOCK_EMAIL } from "@/lib/generated/sql/customers/lock-email";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { claimExternalId } from "./claim-external-id";
import { type CreateCustomer, insertCustomer, newCustomer } from "./create-customer";
import type { Customer } from "./customer";

/** A customer to be found or added, as a door has validated it. */
export interface FindOrCreateCustomer extends Omit<CreateCustomer, "formId"> {
  /** Whether whoever has the e-mail address is the customer; else whoever has it together with the external id. */
  isWhoHasTheEmail: boolean;
}

/**
 * The customer of the merchant who is meant, as they are; else they are added, once however many ask at once. Refuses with
 * `conflict` where another customer has the external id. Checkout contract.
 */
export async function findOrCreateCustomer({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: FindOrCreateCustomer;
}): Promise<{ created: boolean; customer: Customer }> {
  authorize(ctx, "customers:write");
  const { isWhoHasTheEmail, ...said } = input;
  const merchantId = actingMerchant(ctx, said.merchantId);
  const { email, externalId } = said;
  return prismaTransaction(async (tx) => {
    const find = (by: { externalId?: string }) => queryOne(FIND_SAME, { merchantId, email, ...by }, tx);
    if (isWhoHasTheEmail || externalId !== undefined) await query(LOCK_EMAIL, { merchantId, email }, tx);
    const same = externalId !== undefined && (await find({ externalId }));
    if (same) return { created: false, customer: same };
    const known = isWhoHasTheEmail && (await find({}));
    if (known) {
      await claimExternalId(tx, { ...known, externalId: externalId ?? null });
      return { created: false, customer: known };
    }
    return { created: true, customer: await insertCustomer(tx, ctx, newCustomer(ctx, said)) };
  });
}
