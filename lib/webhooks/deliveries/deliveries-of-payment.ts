import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { PAYMENT_DELIVERIES_MAX } from "@/lib/webhooks/limits";
import { DELIVERY_COLUMNS, DELIVERY_JOINS, type Delivery } from "./delivery";

export interface PaymentDeliveries {
  /** Latest first. */
  deliveries: Delivery[];
  /** Whether there are more than PAYMENT_DELIVERIES_MAX. */
  more: boolean;
}

/** What other systems were told of a payment. */
export async function deliveriesOfPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<PaymentDeliveries> {
  authorize(ctx, "webhooks:read");
  const rows = await run<Delivery & Record<string, unknown>>(OF_PAYMENT, [
    input.paymentId,
    PAYMENT_DELIVERIES_MAX + 1,
  ]);
  return { deliveries: rows.slice(0, PAYMENT_DELIVERIES_MAX), more: rows.length > PAYMENT_DELIVERIES_MAX };
}

const OF_PAYMENT = statement(`
  SELECT ${DELIVERY_COLUMNS} FROM webhook_delivery d ${DELIVERY_JOINS}
  WHERE d.payment_id = $1 ORDER BY d.outbox_id DESC, e.id LIMIT $2`);
