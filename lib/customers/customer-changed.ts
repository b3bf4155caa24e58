import { recordAudit } from "@/lib/audit/record";
import type { PrismaTransaction } from "@/lib/db/sql";
import { announce } from "@/lib/outbox/announce";
import type { Ctx } from "@/lib/verb/context";
import type { Customer } from "./customer";

/** What may happen to a customer. */
type CustomerChange = "customer.created" | "customer.updated" | "customer.deleted";

/** Writes down what happened to a customer, and tells that something did, and nothing of the person. */
export async function customerChanged(
  tx: PrismaTransaction,
  ctx: Ctx,
  action: CustomerChange,
  { id, merchantId }: Pick<Customer, "id" | "merchantId">,
  data: Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, ctx, { action, objectType: "customer", objectId: id, merchantId, data });
  await announce(tx, ctx, [{ type: action, merchantId, paymentId: null, objectId: id, data: {} }]);
}
