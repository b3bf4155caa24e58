import { recordAudit } from "@/lib/audit/record";
import { notifyOutbox } from "@/lib/db/outbox-notifications";
import { type PrismaTransaction, prismaTransaction, query } from "@/lib/db/sql";
import { HASTEN } from "@/lib/generated/sql/webhooks/endpoints/resume-endpoint/hasten";
import { GIVE_UP_OTHERS } from "@/lib/generated/sql/webhooks/endpoints/update-endpoint/give-up-others";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { given } from "@/lib/verb/given";
import { authorize, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { refuseUnseen, standingOf } from "@/lib/verb/stale";
import type { Endpoint } from "./endpoint";
import { findEndpoint, lockEndpoint, noSuchEndpoint } from "./read-endpoint";
import { refuseUnknownMerchant, refuseUnusableTarget } from "./refuse-endpoint";
import type { UpdateEndpoint } from "./schemas";

/** What of an endpoint can be changed. */
type Changeable = Pick<Endpoint, "url" | "name" | "description" | "eventTypes" | "hearsRecorded"> & {
  merchantId: string | null;
};

/**
 * Changes where events are sent, which, and whose; what is left out stays as it is. What waits already is sent to a new
 * address at once. What waits of others than the merchant who hears from now on is given up. The secret stays. Refuses
 * with `conflict` a form that was opened before somebody else changed it; what stands already is done.
 */
export async function updateEndpoint({ ctx, input }: { ctx: Ctx; input: UpdateEndpoint }): Promise<Endpoint> {
  authorize(ctx, "webhooks:manage");
  const { id, seen, ...asked } = input;
  const { merchantId = null, url } = asked;
  if (asked.merchantId !== undefined) refuseBeyondMerchant(ctx, asked.merchantId);
  if (url !== undefined) await refuseUnusableTarget(url);
  const changed = await prismaTransaction(async (tx) => {
    await refuseUnknownMerchant(tx, merchantId);
    const old = await lockEndpoint(tx, ctx, id);
    const before = changeableOf(old);
    const after: Changeable = { ...before, ...given(asked) };
    const differs = differences(before, after);
    if (Object.keys(differs).length === 0) return old;
    refuseUnseen("The endpoint", standingOfEndpoint(old), seen);
    const waiting = await change(tx, ctx, id, { before, after });
    await recordAudit(tx, ctx, {
      action: "webhook_endpoint.updated",
      objectType: "webhook_endpoint",
      objectId: id,
      merchantId: after.merchantId,
      data: { ...differs, ...waiting },
    });
    const endpoint = await findEndpoint(ctx, id, tx);
    if (!endpoint) throw noSuchEndpoint(id);
    return endpoint;
  });
  notifyOutbox();
  return changed;
}

/** Writes it, and does what follows for what waits. */
async function change(
  tx: PrismaTransaction,
  ctx: Ctx,
  id: string,
  { before, after }: Record<"before" | "after", Changeable>,
): Promise<{ givenUp?: number }> {
  const now = deploymentTime(ctx);
  const moved = after.url !== before.url;
  // Of a new address nobody knows yet that it fails.
  const data = { ...after, eventTypes: after.eventTypes ?? [], ...(moved && { failingSince: null }) };
  await tx.db.webhookEndpoint.update({ where: { id }, data: { ...data, updatedAt: now } });
  const { merchantId } = after;
  const others = merchantId !== null && merchantId !== before.merchantId;
  const [counted] = others ? await query(GIVE_UP_OTHERS, { id, merchantId, now }, tx) : [];
  if (moved) await query(HASTEN, { id, now }, tx);
  return counted ? { givenUp: counted.count } : {};
}

/** How an endpoint stands, as the form that changes it is told. */
export function standingOfEndpoint({ url, description, eventTypes, merchant }: Endpoint): string {
  return standingOf({ url, description, eventTypes, merchantId: merchant?.id ?? null });
}

function changeableOf({ url, name, description, eventTypes, hearsRecorded, merchant }: Endpoint): Changeable {
  return { url, name, description, eventTypes, hearsRecorded, merchantId: merchant?.id ?? null };
}

function differences(before: Changeable, after: Changeable): Record<string, { from: unknown; to: unknown }> {
  const pairs: [name: string, from: unknown, to: unknown][] = [
    ["url", before.url, after.url],
    ["name", before.name, after.name],
    ["description", before.description, after.description],
    ["eventTypes", before.eventTypes ?? "all", after.eventTypes ?? "all"],
    ["hearsRecorded", before.hearsRecorded, after.hearsRecorded],
    ["merchantId", before.merchantId, after.merchantId],
  ];
  return Object.fromEntries(
    pairs
      .filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to))
      .map(([name, from, to]) => [name, { from, to }]),
  );
}
