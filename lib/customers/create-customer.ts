import { actingMerchant } from "@/lib/auth/acting-merchant";
import { type FromForm, madeBefore } from "@/lib/db/made-before";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { given } from "@/lib/verb/given";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import { claimExternalId } from "./claim-external-id";
import { type Customer, NO_PROFILE, type Profile } from "./customer";
import { customerChanged } from "./customer-changed";
import { getCustomer } from "./get-customer";

/** What of a profile is given; what is left out is not known. */
export type ProfileInput = { [Member in keyof Profile]?: Profile[Member] | undefined };

/** A customer about to be added, as a door or the console has validated it. */
export interface CreateCustomer extends FromForm, ProfileInput {
  name: string;
  email: string;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
  /** Any spelling; the one the key is bound to where it is left out. */
  merchantId?: string | undefined;
}

/**
 * Adds a customer of one merchant. The same e-mail address may be two customers: families share one. Refuses with
 * `conflict` where another customer has the external id.
 */
export async function createCustomer({ ctx, input }: { ctx: Ctx; input: CreateCustomer }): Promise<Customer> {
  authorize(ctx, "customers:write");
  const customer = newCustomer(ctx, input);
  const { createdAt: _, updatedAt: __, ...said } = customer;
  return prismaTransaction((tx) => insertCustomer(tx, ctx, customer)).catch((err: unknown) =>
    madeBefore(err, input, (id) => getCustomer({ ctx, input: { id } }), said),
  );
}

/** A customer who is in no table yet. */
export function newCustomer(ctx: Ctx, input: CreateCustomer): Customer {
  const id = input.formId ?? newId();
  return {
    ...NO_PROFILE,
    ...profileOf(input),
    id,
    consumerId: id,
    merchantId: actingMerchant(ctx, input.merchantId),
    name: input.name,
    email: input.email,
    externalId: input.externalId ?? null,
    metadata: input.metadata ?? {},
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}

/** The profile's members that were given. */
export function profileOf({
  phone,
  address,
  taxId,
  taxRates,
  notificationSettings,
}: ProfileInput): Partial<Profile> {
  return given({ phone, address, taxId, taxRates, notificationSettings });
}

/** Writes a new customer, and who made it. Refuses with `conflict` where another customer has the external id. */
export async function insertCustomer(tx: PrismaTransaction, ctx: Ctx, customer: Customer): Promise<Customer> {
  const merchant = await tx.db.merchant.findUnique({ where: { id: customer.merchantId } });
  if (!merchant) refuseField("merchantId", "invalid_value", "is not the id of a merchant");
  await claimExternalId(tx, customer);
  const { notificationSettings, address, ...rest } = customer;
  await tx.db.customer.create({
    data: {
      ...rest,
      address: { ...address },
      ...(notificationSettings && { notificationSettings: { ...notificationSettings } }),
    },
  });
  await customerChanged(tx, ctx, "customer.created", customer, { name: customer.name });
  return customer;
}
