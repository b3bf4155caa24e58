import { recordAudit } from "@/lib/audit/record";
import { notifyOutbox } from "@/lib/db/outbox-notifications";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { HASTEN_EARLIER } from "@/lib/generated/sql/webhooks/deliveries/resend-delivery/hasten-earlier";
import { LOCK } from "@/lib/generated/sql/webhooks/deliveries/resend-delivery/lock";
import { RESEND } from "@/lib/generated/sql/webhooks/deliveries/resend-delivery/resend";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { triedSinceShown } from "@/lib/verb/told-to";
import type { ResendDelivery } from "@/lib/webhooks/endpoints/schemas";
import type { Delivery } from "./delivery";
import { resendRefusal } from "./resend-refusal";

/**
 * Sends a delivery once more, at once and with a schedule that begins anew; its id stays the same. One that waits for its
 * next attempt is brought forward, and with it what goes before it in its order. Refused while it is due or on its way,
 * once it has been tried since it was shown, and once its endpoint is deleted.
 */
export async function resendDelivery({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResendDelivery;
}): Promise<{ waits: boolean }> {
  authorize(ctx, "webhooks:resend");
  const waits = await transaction(async (tx) => {
    const delivery = await lockDelivery(tx, ctx, input.id);
    const refusal = resendRefusal(delivery, deploymentTime(ctx)) ?? triedSince(ctx, delivery, input);
    if (refusal) throw new Refused({ code: "conflict", message: refusal });
    await query(RESEND, { id: input.id, now: deploymentTime(ctx) }, tx);
    await query(HASTEN_EARLIER, { id: input.id, now: deploymentTime(ctx) }, tx);
    await recordAudit(tx, ctx, {
      action: "webhook_delivery.resent",
      objectType: "webhook_delivery",
      objectId: input.id,
      data: { type: delivery.type, endpointUrl: delivery.endpointUrl, state: delivery.state },
    });
    return delivery.endpointState === "paused";
  });
  notifyOutbox();
  return { waits };
}

// Whoever presses again because no answer came is not sending it a second time.
function triedSince(ctx: Ctx, delivery: Delivery, shown: ResendDelivery): string | null {
  if (delivery.attempts === shown.attempts) return null;
  return triedSinceShown(ctx);
}

async function lockDelivery(tx: Queryable, ctx: Ctx, id: string): Promise<Delivery> {
  const [delivery] = await query(LOCK, { id, merchantId: merchantBound(ctx.actor) }, tx);
  if (delivery) return delivery;
  throw new Refused({ code: "not_found", object: "webhook delivery", id });
}
