import { recordAudit } from "@/lib/audit/record";
import { notifyOutbox } from "@/lib/db/outbox-notifications";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Endpoint } from "./endpoint";
import { lockEndpoint } from "./read-endpoint";
import type { NameEndpoint } from "./schemas";

/**
 * Sends to an endpoint again, first what waited: at once, and with a schedule that begins anew. What was given up is
 * sent again only when somebody asks. Resuming an active one changes nothing.
 */
export async function resumeEndpoint({ ctx, input }: { ctx: Ctx; input: NameEndpoint }): Promise<Endpoint> {
  authorize(ctx, "webhooks:manage");
  const resumed = await transaction(async (tx): Promise<Endpoint> => {
    const endpoint = await lockEndpoint(tx, input.id);
    if (!endpoint.paused) return endpoint;
    await run(RESUME, [input.id, ctx.now], tx);
    await run(HASTEN, [input.id, ctx.now], tx);
    await recordAudit(tx, ctx, {
      action: "webhook_endpoint.resumed",
      objectType: "webhook_endpoint",
      objectId: input.id,
      merchantId: endpoint.merchant?.id,
      data: { url: endpoint.url, wasPausedFor: endpoint.paused.reason },
    });
    return { ...endpoint, paused: null, failingSince: null };
  });
  notifyOutbox();
  return resumed;
}

const RESUME = statement(`
  UPDATE webhook_endpoint
  SET state = 'active', paused_reason = NULL, paused_at = NULL, failing_since = NULL, updated_at = $2
  WHERE id = $1`);

// What has failed waits for later, and what is behind it in its order with it.
const HASTEN = statement(`
  UPDATE webhook_delivery SET next_attempt_at = $2, round_attempts = 0, updated_at = $2
  WHERE endpoint_id = $1 AND state = 'pending' AND next_attempt_at > $2 AND NOT sending`);
