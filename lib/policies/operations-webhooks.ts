import { v5 } from "uuid";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { newId } from "@/lib/ids";
import { deploymentTime } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { deleteEndpoint } from "@/lib/webhooks/endpoints/delete-endpoint";
import type { Endpoint } from "@/lib/webhooks/endpoints/endpoint";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { pauseEndpoint } from "@/lib/webhooks/endpoints/pause-endpoint";
import { findEndpoint, noSuchEndpoint } from "@/lib/webhooks/endpoints/read-endpoint";
import { resumeEndpoint } from "@/lib/webhooks/endpoints/resume-endpoint";
import { updateEndpoint } from "@/lib/webhooks/endpoints/update-endpoint";
import { sendTestEvent } from "@/lib/webhooks/sending/send-test-event";
import { policyMerchant } from "./acting-merchant";
import { webhookAnswer } from "./answers-webhooks";
import { pathId } from "./door-paths";
import { environmentNow } from "./environment";
import { jsonAnswer } from "./json";
import { TOTAL } from "./operations-policies";
import { readBody } from "./read-body";
import { presentWebhook } from "./webhooks/present-webhook";
import { eventTypesOf } from "./webhooks/subscriptions";
import { createWebhookBody, updateWebhookBody } from "./webhooks/webhook-fields";
import { keyedQuery, pageOf, pageQuery } from "./wire-queries";

const operation = operationsWith(readBody);

const WEBHOOKS = "/v1/insurance/webhooks";
const PARAMS = { id: "The webhook's id." };
const ONE = { params: { id: "$WEBHOOK_ID" } };
const WEBHOOK = { 200: { description: "The webhook.", schema: webhookAnswer } };

/** Ids that follow from idempotency keys: the same key makes the same webhook. */
const OF_KEYS = "6f9d3a52-5a0e-4f0b-9c53-0d2f6b8f7f11";

/** Webhooks in the original's form: the same endpoints as in the console and at the management door. */
export const webhookOperations: readonly KeyedOperation[] = [
  operation({
    id: "createPolicyWebhook",
    method: "POST",
    path: WEBHOOKS,
    permission: "webhooks:manage",
    summary: "Add a webhook",
    description:
      "It is sent what happens from now on. Keep the `secret` of the answer: it is not shown again. With an " +
      "`idempotency_key` the same request again answers the webhook it made, and one that says anything else is a 409.",
    query: keyedQuery,
    body: { schema: createWebhookBody },
    answers: WEBHOOK,
    refuses: [409],
    example: {
      query: { idempotency_key: "webhook-of-premiums" },
      body: {
        name: "Premiums",
        url: "https://93.184.216.34/premiums",
        subscriptions: ["payment_succeeded", "payment_failed"],
      },
    },
    handle: async ({ ctx, body, query: { idempotency_key: key } }) => {
      const { name, url, description = "", subscriptions } = body;
      const id = key === undefined ? newId() : v5(`${await policyMerchant(ctx)}/${key}`, OF_KEYS);
      const told = {
        merchantId: merchantBound(ctx.actor),
        eventTypes: eventTypesOf(subscriptions),
        hearsRecorded: true,
      };
      const made = await createEndpoint({ ctx, input: { id, name, url, description, ...told } });
      return jsonAnswer(presentWebhook(made.endpoint, await environmentNow(), made.secret));
    },
  }),
  operation({
    id: "listPolicyWebhooks",
    method: "GET",
    path: WEBHOOKS,
    permission: "webhooks:read",
    summary: "List webhooks",
    description: "In the order they were added. HEAD counts them.",
    query: pageQuery,
    answers: { 200: { description: "A page of webhooks.", schema: webhookAnswer.array(), headers: TOTAL } },
    example: { query: { page_size: "20" } },
    handle: async ({ ctx, query }) => {
      const [lines, environment] = await Promise.all([listEndpoints({ ctx }), environmentNow()]);
      const { limit, offset } = pageOf(query);
      const page = lines.slice(offset, offset + limit);
      return jsonAnswer(
        page.map(({ endpoint }) => presentWebhook(endpoint, environment)),
        { "X-Total-Count": String(lines.length) },
      );
    },
  }),
  operation({
    id: "getPolicyWebhook",
    method: "GET",
    path: `${WEBHOOKS}/:id`,
    permission: "webhooks:read",
    summary: "Read a webhook",
    params: PARAMS,
    answers: WEBHOOK,
    example: ONE,
    load: webhookAt,
    handle: ({ loaded }) => answered(loaded),
  }),
  operation({
    id: "updatePolicyWebhook",
    method: "PATCH",
    path: `${WEBHOOKS}/:id`,
    permission: "webhooks:manage",
    summary: "Change a webhook",
    description:
      "What is left out stays as it is. `subscriptions` takes the place of all that the webhook hears of. What waits already " +
      "is sent to a new `url` at once.",
    params: PARAMS,
    body: { schema: updateWebhookBody },
    answers: WEBHOOK,
    example: { ...ONE, body: { subscriptions: ["policy_cancelled"] } },
    load: webhookAt,
    handle: async ({ ctx, loaded: { id }, body: { subscriptions, ...change } }) => {
      const heard = subscriptions && { eventTypes: eventTypesOf(subscriptions), hearsRecorded: true };
      return answered(await updateEndpoint({ ctx, input: { ...change, ...heard, id } }));
    },
  }),
  operation({
    id: "archivePolicyWebhook",
    method: "DELETE",
    path: `${WEBHOOKS}/:id`,
    permission: "webhooks:manage",
    summary: "Archive a webhook",
    description: "For good. What waited for it is given up; afterwards it is a 404.",
    params: PARAMS,
    answers: WEBHOOK,
    example: ONE,
    load: webhookAt,
    handle: async ({ ctx, loaded }) => {
      await deleteEndpoint({ ctx, input: { id: loaded.id } });
      return answered({ ...loaded, deletedAt: deploymentTime(ctx), updatedAt: deploymentTime(ctx) });
    },
  }),
  operation({
    id: "disablePolicyWebhook",
    method: "POST",
    path: `${WEBHOOKS}/:id/disable`,
    permission: "webhooks:manage",
    summary: "Disable a webhook",
    description:
      "What happens meanwhile waits until it is enabled. Disabling a disabled one changes nothing.",
    params: PARAMS,
    answers: WEBHOOK,
    example: ONE,
    load: webhookAt,
    handle: async ({ ctx, loaded: { id } }) => answered(await pauseEndpoint({ ctx, input: { id } })),
  }),
  operation({
    id: "enablePolicyWebhook",
    method: "POST",
    path: `${WEBHOOKS}/:id/enable`,
    permission: "webhooks:manage",
    summary: "Enable a webhook",
    description: "What waited is sent at once, in its order. Enabling an enabled one changes nothing.",
    params: PARAMS,
    answers: WEBHOOK,
    example: ONE,
    load: webhookAt,
    handle: async ({ ctx, loaded: { id } }) => answered(await resumeEndpoint({ ctx, input: { id } })),
  }),
  operation({
    id: "pingPolicyWebhook",
    method: "GET",
    path: `${WEBHOOKS}/:id/ping`,
    permission: "webhooks:resend",
    summary: "Ping a webhook",
    description:
      "Sends a `webhook.test` each time it is asked; HEAD sends none. A disabled webhook is a 409.",
    params: PARAMS,
    answers: WEBHOOK,
    refuses: [409],
    example: ONE,
    load: webhookAt,
    handle: async ({ ctx, request, loaded }) => {
      if (request.method !== "HEAD") await sendTestEvent({ ctx, input: { id: loaded.id, eventId: newId() } });
      return answered(loaded);
    },
  }),
];

/** A webhook that is there. One that was archived is not found. */
export async function webhookAt({ ctx, params }: Call): Promise<Endpoint> {
  const id = pathId(params.id, "Webhook");
  const endpoint = await findEndpoint(ctx, id);
  if (!endpoint || endpoint.deletedAt) throw noSuchEndpoint(id);
  return endpoint;
}

async function answered(endpoint: Endpoint): Promise<Response> {
  return jsonAnswer(presentWebhook(endpoint, await environmentNow()));
}
