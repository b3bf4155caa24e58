import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { lockCustomer } from "@/lib/customers/get-customer";
import { prismaTransaction } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

export const RemoveSavedMethod = z.object({
  /** Any spelling of the customer's id, and of the saved card's. */
  customerId: z.string(),
  id: z.string(),
});
export type RemoveSavedMethod = z.output<typeof RemoveSavedMethod>;

/**
 * Lets nobody pay with a saved card again; what was paid with it stays. Its provider lets go of it within seconds
 * (`letGoOfMethods`), or as soon as it answers. Refuses with `not_found`, also a second time.
 */
export async function removeSavedMethod({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RemoveSavedMethod;
}): Promise<void> {
  authorize(ctx, "customers:write");
  await prismaTransaction(async (tx) => {
    const customer = await lockCustomer(tx, ctx, input.customerId);
    const id = readAnyId(input.id);
    const removed = id
      ? await tx.db.savedPaymentMethod.updateMany({
          where: { id, customerId: customer.id, removedAt: null },
          data: { removedAt: ctx.now },
        })
      : { count: 0 };
    if (!id || removed.count === 0)
      throw new Refused({ code: "not_found", object: "Payment method", id: input.id });
    await recordAudit(tx, ctx, {
      action: "payment_method.removed",
      objectType: "customer",
      objectId: customer.id,
      merchantId: customer.merchantId,
      data: { paymentMethodId: id },
    });
  });
}
