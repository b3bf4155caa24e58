import { query } from "@/lib/db/sql";
import { OF_PAYMENT } from "@/lib/generated/sql/webhooks/deliveries/deliveries-of-payment/of-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { PAYMENT_DELIVERIES_MAX } from "@/lib/webhooks/limits";
import type { Delivery } from "./delivery";

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
  const rows = await query(OF_PAYMENT, {
    paymentId: input.paymentId,
    paymentDeliveriesMax: PAYMENT_DELIVERIES_MAX + 1,
  });
  return { deliveries: rows.slice(0, PAYMENT_DELIVERIES_MAX), more: rows.length > PAYMENT_DELIVERIES_MAX };
}
