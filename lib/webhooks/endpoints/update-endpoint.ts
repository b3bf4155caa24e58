import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { refuseUnseen, standingOf } from "@/lib/verb/stale";
import type { Endpoint } from "./endpoint";
import { findEndpoint, lockEndpoint, noSuchEndpoint } from "./read-endpoint";
import { refuseUnknownMerchant, refuseUnusableTarget } from "./refuse-endpoint";
import type { UpdateEndpoint } from "./schemas";

type EndpointChange = UpdateEndpoint & Partial<Pick<Endpoint, "hearsRecorded">>;

/**
 * Changes where events are sent, which, and whose. What waits already is sent to the new address. Refuses with `conflict` a
 * form that was opened before somebody else changed it; what stands already is done.
 */
export async function updateEndpoint({ ctx, input }: { ctx: Ctx; input: EndpointChange }): Promise<Endpoint> {
  authorize(ctx, "webhooks:manage");
  refuseBeyondMerchant(ctx, input.merchantId);
  await refuseUnusableTarget(input.url);
  return prismaTransaction(async (tx) => {
    await refuseUnknownMerchant(tx, input.merchantId);
    const old = await lockEndpoint(tx, ctx, input.id);
    const changed = differences(old, input);
    if (Object.keys(changed).length > 0) {
      refuseUnseen("The endpoint", standingOfEndpoint(old), input.seen);
      const { id, merchantId, url, name = old.name, description, eventTypes, hearsRecorded } = input;
      const data = {
        merchantId,
        url,
        name,
        description,
        eventTypes: eventTypes ?? [],
        hearsRecorded,
        updatedAt: deploymentTime(ctx),
      };
      await tx.db.webhookEndpoint.update({ where: { id }, data });
      await recordAudit(tx, ctx, {
        action: "webhook_endpoint.updated",
        objectType: "webhook_endpoint",
        objectId: input.id,
        merchantId: input.merchantId,
        data: changed,
      });
    }
    const endpoint = await findEndpoint(ctx, input.id, tx);
    if (!endpoint) throw noSuchEndpoint(input.id);
    return endpoint;
  });
}

/** How an endpoint stands, as the form that changes it is told. */
export function standingOfEndpoint({ url, description, eventTypes, merchant }: Endpoint): string {
  return standingOf({ url, description, eventTypes, merchantId: merchant?.id ?? null });
}

function differences(old: Endpoint, input: EndpointChange): Record<string, { from: unknown; to: unknown }> {
  const pairs: [name: string, from: unknown, to: unknown][] = [
    ["url", old.url, input.url],
    ["name", old.name, input.name ?? old.name],
    ["description", old.description, input.description],
    ["eventTypes", old.eventTypes ?? "all", input.eventTypes ?? "all"],
    ["hearsRecorded", old.hearsRecorded, input.hearsRecorded ?? old.hearsRecorded],
    ["merchantId", old.merchant?.id ?? null, input.merchantId],
  ];
  return Object.fromEntries(
    pairs
      .filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to))
      .map(([name, from, to]) => [name, { from, to }]),
  );
}
