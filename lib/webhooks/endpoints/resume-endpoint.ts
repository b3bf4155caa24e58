import { recordAudit } from "@/lib/audit/record";
import { notifyOutbox } from "@/lib/db/outbox-notifications";
import { query, transaction } from "@/lib/db/sql";
import { HASTEN } from "@/lib/generated/sql/webhooks/endpoints/resume-endpoint/hasten";
import { RESUME } from "@/lib/generated/sql/webhooks/endpoints/resume-endpoint/resume";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
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
    const endpoint = await lockEndpoint(tx, ctx, input.id);
    if (!endpoint.paused) return endpoint;
    await query(RESUME, { id: input.id, now: deploymentTime(ctx) }, tx);
    await query(HASTEN, { id: input.id, now: deploymentTime(ctx) }, tx);
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
