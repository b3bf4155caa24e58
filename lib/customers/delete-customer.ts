import { prismaTransaction, queryOne } from "@/lib/db/sql";
import { COUNT_OPEN_PAYMENTS } from "@/lib/generated/sql/customers/count-open-payments";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { customerChanged } from "./customer-changed";
import { lockCustomer } from "./get-customer";

/**
 * Takes a customer out of every list; what they paid keeps their name, and no saved card of theirs can be charged again.
 * Refuses with `not_found`, and with `conflict` while a payment of theirs may still be paid.
 */
export async function deleteCustomer({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<void> {
  authorize(ctx, "customers:write");
  await prismaTransaction(async (tx) => {
    const { id, merchantId } = await lockCustomer(tx, ctx, input.id);
    // A new statement: it sees the payments that the lock waited for.
    const counted = await queryOne(COUNT_OPEN_PAYMENTS, { customerId: id, now: ctx.now }, tx);
    const open = Number(counted?.open ?? 0);
    if (open > 0) throw new Refused({ code: "conflict", message: stillOpen(open) });
    await tx.db.savedPaymentMethod.updateMany({
      where: { customerId: id, removedAt: null },
      data: { removedAt: ctx.now },
    });
    await tx.db.customer.update({ where: { id }, data: { deletedAt: ctx.now, updatedAt: ctx.now } });
    await customerChanged(tx, ctx, "customer.deleted", { id, merchantId }, {});
  });
}

function stillOpen(count: number): string {
  const payments = count === 1 ? "1 payment that is" : `${count} payments that are`;
  return `The customer has ${payments} still open; cancel or wait for what is open first.`;
}
