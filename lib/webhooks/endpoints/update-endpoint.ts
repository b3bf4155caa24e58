import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Endpoint } from "./endpoint";
import { findEndpoint, lockEndpoint, noSuchEndpoint } from "./read-endpoint";
import { refuseUnknownMerchant, refuseUnusableTarget } from "./refuse-endpoint";
import type { UpdateEndpoint } from "./schemas";

/** Changes where events are sent, which, and whose. What waits already is sent to the new address. */
export async function updateEndpoint({ ctx, input }: { ctx: Ctx; input: UpdateEndpoint }): Promise<Endpoint> {
  authorize(ctx, "webhooks:manage");
  await refuseUnusableTarget(input.url);
  return transaction(async (tx) => {
    await refuseUnknownMerchant(tx, input.merchantId);
    const changed = differences(await lockEndpoint(tx, input.id), input);
    if (Object.keys(changed).length > 0) {
      await run(
        UPDATE,
        [input.id, input.merchantId, input.url, input.description, input.eventTypes ?? [], ctx.now],
        tx,
      );
      await recordAudit(tx, ctx, {
        action: "webhook_endpoint.updated",
        objectType: "webhook_endpoint",
        objectId: input.id,
        merchantId: input.merchantId,
        data: changed,
      });
    }
    const endpoint = await findEndpoint(input.id, tx);
    if (!endpoint) throw noSuchEndpoint(input.id);
    return endpoint;
  });
}

const UPDATE = statement(`
  UPDATE webhook_endpoint SET merchant_id = $2, url = $3, description = $4, event_types = $5, updated_at = $6
  WHERE id = $1`);

function differences(old: Endpoint, input: UpdateEndpoint): Record<string, { from: unknown; to: unknown }> {
  const pairs: [name: string, from: unknown, to: unknown][] = [
    ["url", old.url, input.url],
    ["description", old.description, input.description],
    ["eventTypes", old.eventTypes ?? "all", input.eventTypes ?? "all"],
    ["merchantId", old.merchant?.id ?? null, input.merchantId],
  ];
  return Object.fromEntries(
    pairs
      .filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to))
      .map(([name, from, to]) => [name, { from, to }]),
  );
}
