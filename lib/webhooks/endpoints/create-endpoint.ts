import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, run, statement, transaction } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/webhooks/endpoints/create-endpoint/count";
import { LOCK } from "@/lib/generated/sql/webhooks/endpoints/create-endpoint/lock";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { ENDPOINTS_MAX } from "@/lib/webhooks/limits";
import type { Endpoint } from "./endpoint";
import { findEndpoint } from "./read-endpoint";
import { refuseUnknownMerchant, refuseUnusableTarget } from "./refuse-endpoint";
import type { CreateEndpoint } from "./schemas";
import { insertSecret } from "./secrets";

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
  input: CreateEndpoint;
}): Promise<MadeSecret> {
  authorize(ctx, "webhooks:manage");
  await refuseUnusableTarget(input.url);
  return transaction(async (tx) => {
    await refuseUnknownMerchant(tx, input.merchantId);
    const there = await lockAll(tx, input.id);
    if (there) return { endpoint: await sameEndpoint(tx, input), secret: null };
    await run(
      INSERT,
      [input.id, input.merchantId, input.url, input.description, input.eventTypes ?? [], ctx.now],
      tx,
    );
    const secret = await insertSecret(tx, { id: newId(), endpointId: input.id, at: ctx.now });
    await recordAudit(tx, ctx, {
      action: "webhook_endpoint.created",
      objectType: "webhook_endpoint",
      objectId: input.id,
      merchantId: input.merchantId,
      data: { url: input.url, eventTypes: input.eventTypes ?? "all" },
    });
    return { endpoint: await sameEndpoint(tx, input), secret };
  });
}

const INSERT = statement(`
  INSERT INTO webhook_endpoint (id, merchant_id, url, description, event_types, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $6)`);

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

async function sameEndpoint(tx: Queryable, { id, url }: CreateEndpoint): Promise<Endpoint> {
  const endpoint = await findEndpoint(id, tx);
  if (endpoint && endpoint.url === url && !endpoint.deletedAt) return endpoint;
  throw new Refused({
    code: "conflict",
    message: "This form already made another endpoint. Reload the page.",
  });
}
