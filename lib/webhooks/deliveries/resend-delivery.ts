import { recordAudit } from "@/lib/audit/record";
import { notifyOutbox } from "@/lib/db/outbox-notifications";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { ResendDelivery } from "@/lib/webhooks/endpoints/schemas";
import { DELIVERY_COLUMNS, DELIVERY_JOINS, type Delivery } from "./delivery";
import { resendRefusal } from "./resend-refusal";

/**
 * Sends a delivery once more, at once and with a schedule that begins anew; its id stays the same. One that waits for its
 * next attempt is brought forward, and with it what goes before it in its order. Refused while it is due or on its way,
 * and once its endpoint is deleted.
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
    const delivery = await lockDelivery(tx, input.id);
    const refusal = resendRefusal(delivery, ctx.now);
    if (refusal) throw new Refused({ code: "conflict", message: refusal });
    await run(RESEND, [input.id, ctx.now], tx);
    await run(HASTEN_EARLIER, [input.id, ctx.now], tx);
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

const LOCK = statement(`
  SELECT ${DELIVERY_COLUMNS} FROM webhook_delivery d ${DELIVERY_JOINS} WHERE d.id = $1 FOR NO KEY UPDATE OF d`);
const RESEND = statement(`
  UPDATE webhook_delivery SET state = 'pending', next_attempt_at = $2, round_attempts = 0, updated_at = $2
  WHERE id = $1`);
// What is before it in its order goes first: without this it would wait for their next attempts.
const HASTEN_EARLIER = statement(`
  UPDATE webhook_delivery earlier SET next_attempt_at = $2, round_attempts = 0, updated_at = $2
  FROM webhook_delivery d
  WHERE d.id = $1 AND earlier.endpoint_id = d.endpoint_id AND earlier.subject = d.subject
    AND earlier.outbox_id < d.outbox_id AND earlier.state = 'pending' AND NOT earlier.sending
    AND earlier.next_attempt_at > $2`);

async function lockDelivery(tx: Queryable, id: string): Promise<Delivery> {
  const [delivery] = await run<Delivery & Record<string, unknown>>(LOCK, [id], tx);
  if (delivery) return delivery;
  throw new Refused({ code: "not_found", object: "webhook delivery", id });
}
