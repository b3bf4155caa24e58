import { recordAudit } from "@/lib/audit/record";
import { query, transaction } from "@/lib/db/sql";
import { SEND } from "@/lib/generated/sql/webhooks/sending/send-test-event/send";
import { SENT } from "@/lib/generated/sql/webhooks/sending/send-test-event/sent";
import { newId } from "@/lib/ids";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
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
    const endpoint = await lockEndpoint(tx, ctx, input.id);
    const [sent] = await query(SENT, { eventId: input.eventId, id: input.id }, tx);
    if (sent) return { deliveryId: sent.id };
    if (endpoint.paused) {
      throw new Refused({
        code: "conflict",
        message: "The endpoint is paused. Resume it, then send a test event.",
      });
    }
    const deliveryId = newId();
    const data = { message: TEST_MESSAGE };
    await query(
      SEND,
      {
        eventId: input.eventId,
        id: input.id,
        requestId: ctx.requestId,
        data,
        now: deploymentTime(ctx),
        deliveryId,
      },
      tx,
    );
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
