import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { lockEndpoint } from "@/lib/webhooks/endpoints/read-endpoint";
import type { SendTestEvent } from "@/lib/webhooks/endpoints/schemas";

export const TEST_MESSAGE = "This is a test event.";

/** Sends a `webhook.test` to one endpoint, whatever it asked for. Gives the delivery's id, the same for the same form. */
export async function sendTestEvent({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SendTestEvent;
}): Promise<{ deliveryId: string }> {
  authorize(ctx, "webhooks:resend");
  return transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, input.id);
    const [sent] = await run<{ id: string }>(SENT, [input.eventId, input.id], tx);
    if (sent) return { deliveryId: sent.id };
    if (endpoint.paused) {
      throw new Refused({
        code: "conflict",
        message: "The endpoint is paused. Resume it, then send a test event.",
      });
    }
    const deliveryId = newId();
    const data = JSON.stringify({ message: TEST_MESSAGE });
    await run(SEND, [input.eventId, input.id, ctx.requestId, data, ctx.now, deliveryId], tx);
    await recordAudit(tx, ctx, {
      action: "webhook_endpoint.tested",
      objectType: "webhook_endpoint",
      objectId: input.id,
      merchantId: endpoint.merchant?.id,
      data: { url: endpoint.url, deliveryId },
    });
    return { deliveryId };
  });
}

const SENT = statement(`
  SELECT d.id FROM outbox o JOIN webhook_delivery d ON d.outbox_id = o.id AND d.endpoint_id = $2
  WHERE o.event_id = $1`);

// A subject of its own: it waits for nothing, and nothing waits for it. Nobody else is handed events of this type.
const SEND = statement(`
  WITH event AS (
    INSERT INTO outbox (event_id, type, object_id, request_id, data, occurred_at)
    VALUES ($1::uuid, 'webhook.test', $2::uuid::text, $3, $4::jsonb, $5::timestamptz)
    RETURNING id, type
  )
  INSERT INTO webhook_delivery (id, endpoint_id, outbox_id, type, subject, next_attempt_at, created_at, updated_at)
  SELECT $6::uuid, $2::uuid, id, type, 'test:' || $1::uuid::text, $5, $5, $5 FROM event`);
