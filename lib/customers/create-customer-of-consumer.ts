import { actingMerchant } from "@/lib/auth/acting-merchant";
import { isUniqueViolation, prismaTransaction, queryOne } from "@/lib/db/sql";
import { FIND_CONSUMER } from "@/lib/generated/sql/customers/find-consumer";
import { newId, readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { claimExternalId } from "./claim-external-id";
import { type CreateCustomer, insertCustomer, profileOf } from "./create-customer";
import type { Customer } from "./customer";

export interface CreateCustomerOfConsumer
  extends Pick<CreateCustomer, "externalId" | "metadata" | "merchantId" | "taxId" | "taxRates"> {
  /** Any spelling of who they are already with a merchant. */
  consumerId: string;
  notificationSettings?: CreateCustomer["notificationSettings"];
}

/**
 * Makes whoever is a customer somewhere already a customer of this merchant too, under the same name and address. With
 * the same merchant they are found, not made: `created` is false. Refuses with `not_found`: a bound key knows its own
 * merchant's alone; and with `conflict` where another customer has the external id. Checkout contract.
 */
export async function createCustomerOfConsumer({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateCustomerOfConsumer;
}): Promise<{ created: boolean; customer: Customer }> {
  authorize(ctx, "customers:write");
  const merchantId = actingMerchant(ctx, input.merchantId);
  const known = await findConsumer(ctx, input.consumerId, merchantId);
  const found = (customer: Customer) => unlessTaken(customer, input.externalId);
  if (known.merchantId === merchantId) return found(known);
  const customer: Customer = {
    ...known,
    ...profileOf(input),
    id: newId(),
    merchantId,
    externalId: input.externalId ?? null,
    metadata: input.metadata ?? {},
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  try {
    return { created: true, customer: await prismaTransaction((tx) => insertCustomer(tx, ctx, customer)) };
  } catch (err) {
    // A twin at the same moment made them first.
    if (!isUniqueViolation(err)) throw err;
    return found(await findConsumer(ctx, input.consumerId, merchantId));
  }
}

async function unlessTaken(customer: Customer, externalId = customer.externalId) {
  if (externalId !== customer.externalId)
    await prismaTransaction((tx) => claimExternalId(tx, { ...customer, externalId }));
  return { created: false, customer };
}

async function findConsumer(ctx: Ctx, text: string, merchantId: string): Promise<Customer> {
  const consumerId = readAnyId(text);
  const boundTo = merchantBound(ctx.actor);
  const found = consumerId && (await queryOne(FIND_CONSUMER, { consumerId, merchantId, boundTo }));
  if (!found) throw new Refused({ code: "not_found", object: "Consumer", id: text });
  return found;
}
