import { queryOne } from "@/lib/db/sql";
import { OF_PAYMENT } from "@/lib/generated/sql/policies/batches/of-payment";
import type { Ctx } from "@/lib/verb/context";
import { getBatch, type PaymentBatch } from "./payment-batch";

/** The batch in which a payment was handed over last; null where it was handed over alone, or not yet. */
export async function batchOfPayment({
  ctx,
  input: { paymentId },
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<PaymentBatch | null> {
  const found = await queryOne(OF_PAYMENT, { paymentId });
  return found && getBatch({ ctx, input: { id: found.id } });
}
