import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import type { Delivery } from "@/lib/webhooks/deliveries/delivery";
import { resendRefusal } from "@/lib/webhooks/deliveries/resend-refusal";
import type { DeliveryLine } from "./delivery-table";

/** Deliveries with what their reader may do with each. */
export function toLines(deliveries: readonly Delivery[], ctx: Ctx): DeliveryLine[] {
  const allowed = may(ctx.actor, "webhooks:resend");
  return deliveries.map((delivery) => {
    const { endpointId: _, eventId: __, paymentId: ___, ...listed } = delivery;
    return { delivery: listed, resendable: allowed && resendRefusal(delivery, deploymentTime(ctx)) === null };
  });
}
