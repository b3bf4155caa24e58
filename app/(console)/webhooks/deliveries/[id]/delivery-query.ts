import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { deploymentTime } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import type { Delivery } from "@/lib/webhooks/deliveries/delivery";
import { type DeliveryDetail, getDelivery } from "@/lib/webhooks/deliveries/get-delivery";
import { resendRefusal } from "@/lib/webhooks/deliveries/resend-refusal";

/** One delivery, by its `id`, with the `attempt` that is asked for, or else the latest. */
export const deliveryQuery = {
  permission: "webhooks:read",
  read: async ({ ctx, params }) => {
    const asked = params.get("attempt") ?? "";
    const attempt = ATTEMPT.test(asked) ? Number(asked) : undefined;
    const detail = await getDelivery({ ctx, input: { id: params.get("id") ?? "", attempt } });
    const { delivery } = detail;
    return {
      ...detail,
      resendable: may(ctx.actor, "webhooks:resend") && resendRefusal(delivery, deploymentTime(ctx)) === null,
      onItsWay: isOnItsWay(delivery, deploymentTime(ctx)),
      readsRequests: may(ctx.actor, "requests:read"),
    };
  },
} satisfies ConsoleQuery<DeliveryDetail>;

const ATTEMPT = /^\d{1,6}$/;

function isOnItsWay({ endpointState, sending, nextAttemptAt }: Delivery, now: Date): boolean {
  return sending || (endpointState === "active" && nextAttemptAt !== null && nextAttemptAt <= now);
}
