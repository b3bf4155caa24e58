import { recordAudit } from "@/lib/audit/record";
import { query, transaction } from "@/lib/db/sql";
import { PAUSE } from "@/lib/generated/sql/webhooks/endpoints/pause-endpoint/pause";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Endpoint } from "./endpoint";
import { lockEndpoint } from "./read-endpoint";
import type { NameEndpoint } from "./schemas";

/** Sends nothing to an endpoint until it is resumed; what happens meanwhile waits. Pausing a paused one changes nothing. */
export async function pauseEndpoint({ ctx, input }: { ctx: Ctx; input: NameEndpoint }): Promise<Endpoint> {
  authorize(ctx, "webhooks:manage");
  return transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, ctx, input.id);
    if (endpoint.paused) return endpoint;
    await query(PAUSE, { id: input.id, now: deploymentTime(ctx) }, tx);
    await recordAudit(tx, ctx, {
      action: "webhook_endpoint.paused",
      objectType: "webhook_endpoint",
      objectId: input.id,
      merchantId: endpoint.merchant?.id,
      data: { url: endpoint.url, reason: "operator" },
    });
    return { ...endpoint, paused: { reason: "operator", at: deploymentTime(ctx) } };
  });
}
