import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Customer, NotificationSettings } from "./customer";
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

/** Changes a customer. Payments that were made keep what they were made with. Refuses with `not_found`. */
export async function updateCustomer({ ctx, input }: { ctx: Ctx; input: UpdateCustomer }): Promise<Customer> {
  authorize(ctx, "customers:write");
  return prismaTransaction(async (tx) => {
    const before = await lockCustomer(tx, ctx, input.id);
    const { notificationSettings: told } = input;
    const given = Object.fromEntries(
      Object.entries(input).filter(([name, value]) => name !== "id" && value !== undefined),
    );
    if (Object.keys(given).length === 0) return before;
    const changes = {
      ...given,
      ...(told && {
        notificationSettings: { ...EVERYTHING, ...before.notificationSettings, ...told },
      }),
      updatedAt: ctx.now,
    };
    await tx.db.customer.update({ where: { id: before.id }, data: changes });
    await recordAudit(tx, ctx, {
      action: "customer.updated",
      objectType: "customer",
      objectId: before.id,
      merchantId: before.merchantId,
      data: { fields: Object.keys(given) },
    });
    return { ...before, ...changes };
  });
}
