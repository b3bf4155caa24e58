import { recordAudit } from "@/lib/audit/record";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { prismaTransaction, type Queryable, query } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/webhooks/endpoints/create-endpoint/count";
import { LOCK } from "@/lib/generated/sql/webhooks/endpoints/create-endpoint/lock";
import { newId } from "@/lib/ids";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { toldTo } from "@/lib/verb/told-to";
import { ENDPOINTS_MAX } from "@/lib/webhooks/limits";
import type { Endpoint } from "./endpoint";
import { findEndpoint } from "./read-endpoint";
import { refuseUnknownMerchant, refuseUnusableTarget } from "./refuse-endpoint";
import type { CreateEndpoint } from "./schemas";
import { insertSecret } from "./stored-secrets";

/** `secret` is null when the same form was sent before: it is shown once. */
export interface MadeSecret {
  endpoint: Endpoint;
  secret: string | null;
}

/** Makes an endpoint, which is sent what happens from now on. */
export async function createEndpoint({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateEndpoint & Partial<Pick<Endpoint, "hearsRecorded">>;
}): Promise<MadeSecret> {
  authorize(ctx, "webhooks:manage");
  refuseBeyondMerchant(ctx, input.merchantId);
  await refuseUnusableTarget(input.url);
  return prismaTransaction(async (tx) => {
    await refuseUnknownMerchant(tx, input.merchantId);
    const there = await lockAll(tx, input.id);
    if (there) return { endpoint: await sameEndpoint(tx, ctx, input), secret: null };
    const { id, merchantId, url, name = "", description, eventTypes, hearsRecorded } = input;
    const data = { id, merchantId, url, name, description, eventTypes: eventTypes ?? [], hearsRecorded };
    await tx.db.webhookEndpoint.create({
      data: { ...data, createdAt: deploymentTime(ctx), updatedAt: deploymentTime(ctx) },
    });
    const secret = await insertSecret(tx, { id: newId(), endpointId: input.id, at: deploymentTime(ctx) });
    await recordAudit(tx, ctx, {
      action: "webhook_endpoint.created",
      objectType: "webhook_endpoint",
      objectId: input.id,
      merchantId: input.merchantId,
      data: { url: input.url, eventTypes: input.eventTypes ?? "all" },
    });
    return { endpoint: await sameEndpoint(tx, ctx, input), secret };
  });
}

/** Whether this form made its endpoint already; nobody makes another meanwhile, so that their number is kept to. */
async function lockAll(tx: Queryable, id: string): Promise<boolean> {
  await query(LOCK, {}, tx);
  const [found] = await query(COUNT, { id }, tx);
  if (found?.there) return true;
  if ((found?.live ?? 0) >= ENDPOINTS_MAX) {
    refuseField(
      "url",
      "not_allowed",
      `There are ${ENDPOINTS_MAX} endpoints, the most there can be. Delete one first.`,
    );
  }
  return false;
}

async function sameEndpoint(tx: Queryable, ctx: Ctx, input: CreateEndpoint): Promise<Endpoint> {
  const { id, url, name = "", description, eventTypes, merchantId } = input;
  const endpoint = await findEndpoint(ctx, id, tx);
  if (!endpoint || endpoint.deletedAt)
    throw new Refused({
      code: "conflict",
      message: toldTo(ctx, {
        person: "This form already made another endpoint, or one that is deleted. Begin anew.",
        program:
          "The same request already made another endpoint, or one that is deleted. Send it under another id or key.",
      }),
    });
  const types = eventTypes && eventTypes.length > 0 ? eventTypes : null;
  refuseUnlessSame(
    ctx,
    { ...endpoint, merchantId: endpoint.merchant?.id ?? null },
    {
      ...{ url, name, description, eventTypes: types, merchantId },
    },
  );
  return endpoint;
}
