import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { given } from "@/lib/verb/given";
import { authorize } from "@/lib/verb/permissions";
import { claimExternalId } from "./claim-external-id";
import type { Customer, NotificationSettings } from "./customer";
import { customerChanged } from "./customer-changed";
import { lockCustomer } from "./get-customer";

/** What changes of a customer; what is left out stays, null takes away. */
export interface UpdateCustomer {
  /** Any spelling of the customer's id. */
  id: string;
  name?: string | undefined;
  email?: string | undefined;
  externalId?: string | null | undefined;
  metadata?: Record<string, string> | undefined;
  taxId?: string | null | undefined;
  taxRates?: Record<string, number> | undefined;
  /** Those left out stay as they are. */
  notificationSettings?: Partial<NotificationSettings> | undefined;
}

/** What a customer hears of who never said. */
const EVERYTHING: NotificationSettings = { invoiceIssued: true, invoicePaid: true, renewalReminder: true };

/**
 * Changes a customer. Payments that were made keep what they were made with. Refuses with `not_found`, and with `conflict`
 * where another customer has the external id.
 */
export async function updateCustomer({ ctx, input }: { ctx: Ctx; input: UpdateCustomer }): Promise<Customer> {
  authorize(ctx, "customers:write");
  return prismaTransaction(async (tx) => {
    const { id, ...change } = input;
    const before = await lockCustomer(tx, ctx, id);
    const members = given(change);
    if (Object.keys(members).length === 0) return before;
    const { externalId = before.externalId } = members;
    if (externalId !== before.externalId) await claimExternalId(tx, { ...before, externalId });
    const { notificationSettings: told, ...others } = members;
    const changes = {
      ...others,
      ...(told && {
        notificationSettings: { ...EVERYTHING, ...before.notificationSettings, ...told },
      }),
      updatedAt: ctx.now,
    };
    await tx.db.customer.update({ where: { id: before.id }, data: changes });
    await customerChanged(tx, ctx, "customer.updated", before, { fields: Object.keys(members) });
    return { ...before, ...changes };
  });
}
