import { z } from "zod";
import { requiredOr } from "@/lib/checkout/fields";
import { spelledId, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { merchantBound } from "@/lib/verb/permissions";
import { createEndpoint, type MadeSecret } from "@/lib/webhooks/endpoints/create-endpoint";
import { deleteEndpoint } from "@/lib/webhooks/endpoints/delete-endpoint";
import { type Endpoint, PAUSED_REASONS } from "@/lib/webhooks/endpoints/endpoint";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { pauseEndpoint } from "@/lib/webhooks/endpoints/pause-endpoint";
import { findEndpoint, noSuchEndpoint } from "@/lib/webhooks/endpoints/read-endpoint";
import { resumeEndpoint } from "@/lib/webhooks/endpoints/resume-endpoint";
import { rotateSecret } from "@/lib/webhooks/endpoints/rotate-secret";
import { OVERLAP_HOURS, OVERLAP_HOURS_DEFAULT } from "@/lib/webhooks/endpoints/schemas";
import { updateEndpoint } from "@/lib/webhooks/endpoints/update-endpoint";
import { ENDPOINTS_MAX } from "@/lib/webhooks/limits";
import { sendTestEvent } from "@/lib/webhooks/sending/send-test-event";
import { descriptionField, eventTypesField, urlField } from "./endpoint-fields";
import { listAnswer, presentPage } from "./list-answer";
import { idField, newIdField } from "./wire";

const operation = operationsWith(validate);

const endpointAnswer = z
  .object({
    id: spelledId("we"),
    object: z.literal("webhookEndpoint"),
    url: z.string(),
    name: z
      .string()
      .optional()
      .meta({ description: "What a client of the policy door calls it, where it does." }),
    description: z.string(),
    eventTypes: z
      .array(z.string())
      .optional()
      .meta({ description: "Left out where it hears of every type." }),
    merchantId: spelledId("mer")
      .optional()
      .meta({ description: "Left out where it hears of all merchants." }),
    status: z.enum(["active", "paused"]),
    pausedReason: z.enum(PAUSED_REASONS).optional(),
    pausedAt: time.optional(),
    failingSince: time.optional().meta({ description: "Since when every attempt has failed." }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: "ManagementWebhookEndpoint" });

const madeAnswer = endpointAnswer
  .extend({
    secret: z.string().optional().meta({
      description: "Signs its messages. Shown once: left out where this request was made before.",
    }),
  })
  .meta({ id: "ManagementMadeWebhookEndpoint" });

const merchantId = idField.nullable().optional().meta({
  description:
    "Whose events it hears of; null for those of all merchants. A key of one merchant makes endpoints of it alone.",
});

const createBody = z.object({
  id: newIdField.optional(),
  url: urlField,
  description: descriptionField.default(""),
  eventTypes: eventTypesField
    .optional()
    .meta({ description: "Every type, also those there will be, unless given." }),
  merchantId,
});

const updateBody = z.object({
  url: urlField.optional(),
  description: descriptionField.optional(),
  eventTypes: eventTypesField.optional(),
  merchantId,
});

const OVERLAP_RULE = `must be one of ${OVERLAP_HOURS.join(", ")}`;

const rotateBody = z.object({
  secretId: newIdField.optional(),
  overlapHours: z
    .literal(OVERLAP_HOURS, { error: requiredOr(OVERLAP_RULE) })
    .default(OVERLAP_HOURS_DEFAULT)
    .meta({ description: "For how many hours the old secret goes on signing beside the new one." }),
});

const testBody = z.object({ eventId: newIdField.optional() }).nullable();

const PATH = "/management/v1/webhookEndpoints";
const PARAMS = { id: "The endpoint's id, `we_…`." };
const ONE = { params: { id: "$ENDPOINT_ID" } };

/** Where events are sent. */
export const webhookEndpointOperations: readonly KeyedOperation[] = [
  operation({
    id: "listWebhookEndpoints",
    method: "GET",
    path: PATH,
    permission: "webhooks:read",
    summary: "List webhook endpoints",
    description: `In the order they were made; there are at most ${ENDPOINTS_MAX}.`,
    answers: { 200: { description: "Every endpoint.", schema: listAnswer(endpointAnswer) } },
    handle: async ({ ctx }) => {
      const lines = await listEndpoints({ ctx });
      return answerJson(presentPage(lines.map(({ endpoint }) => presentEndpoint(endpoint))));
    },
  }),
  operation({
    id: "createWebhookEndpoint",
    method: "POST",
    path: PATH,
    permission: "webhooks:manage",
    summary: "Add a webhook endpoint",
    description:
      "It is sent what happens from now on. Keep the `secret` of the answer: it is not shown again.",
    body: { schema: createBody },
    answers: { 201: { description: "The endpoint.", schema: madeAnswer } },
    refuses: [409],
    example: {
      body: { url: "https://93.184.216.34/counterfoil", eventTypes: ["payment.succeeded", "payment.failed"] },
    },
    handle: async ({ ctx, body }) => {
      const { id = newId(), merchantId = merchantBound(ctx.actor), eventTypes = null } = body;
      const made = await createEndpoint({ ctx, input: { ...body, id, merchantId, eventTypes } });
      return answerJson(presentMade(made), { status: 201 });
    },
  }),
  operation({
    id: "getWebhookEndpoint",
    method: "GET",
    path: `${PATH}/:id`,
    permission: "webhooks:read",
    summary: "Read a webhook endpoint",
    params: PARAMS,
    answers: { 200: { description: "The endpoint.", schema: endpointAnswer } },
    example: ONE,
    load: endpointAt,
    handle: async ({ loaded: endpoint }) => answerJson(presentEndpoint(endpoint)),
  }),
  operation({
    id: "updateWebhookEndpoint",
    method: "PATCH",
    path: `${PATH}/:id`,
    permission: "webhooks:manage",
    summary: "Change a webhook endpoint",
    description:
      "What is left out stays as it is. What waits already is sent to a new address at once. Once it hears of one merchant, " +
      "what waits of others is given up and never sent, and keys of that merchant see none of what it was sent of others. " +
      "The secret stays: whoever knows it and should not is kept out by `rotateSecret` with an overlap of 0.",
    params: PARAMS,
    body: { schema: updateBody },
    answers: { 200: { description: "The endpoint as it is now.", schema: endpointAnswer } },
    example: { ...ONE, body: { description: "Bookkeeping" } },
    load: endpointAt,
    handle: async ({ ctx, loaded: { id }, body }) =>
      answerJson(presentEndpoint(await updateEndpoint({ ctx, input: { ...body, id } }))),
  }),
  operation({
    id: "deleteWebhookEndpoint",
    method: "DELETE",
    path: `${PATH}/:id`,
    permission: "webhooks:manage",
    summary: "Delete a webhook endpoint",
    description: "For good, with its secrets. What waited for it is given up.",
    params: PARAMS,
    answers: {
      200: {
        description: "It is gone.",
        schema: z.object({
          id: spelledId("we"),
          object: z.literal("webhookEndpoint"),
          deleted: z.literal(true),
          givenUp: z.int().meta({ description: "How many deliveries waited for it." }),
        }),
      },
    },
    example: ONE,
    load: endpointAt,
    handle: async ({ ctx, loaded: endpoint }) => {
      const { givenUp } = await deleteEndpoint({ ctx, input: { id: endpoint.id } });
      const id = spellId("we", endpoint.id);
      return answerJson({ id, object: "webhookEndpoint", deleted: true, givenUp });
    },
  }),
  operation({
    id: "rotateWebhookSecret",
    method: "POST",
    path: `${PATH}/:id/rotateSecret`,
    permission: "webhooks:manage",
    summary: "Replace the secret of a webhook endpoint",
    description: "Until the overlap is over each message is signed with both.",
    params: PARAMS,
    body: { schema: rotateBody },
    answers: { 201: { description: "The endpoint, with its new secret.", schema: madeAnswer } },
    refuses: [409],
    example: { ...ONE, body: { overlapHours: 24 } },
    load: endpointAt,
    handle: async ({ ctx, loaded: endpoint, body: { secretId = newId(), overlapHours } }) => {
      const made = await rotateSecret({ ctx, input: { id: endpoint.id, secretId, overlapHours } });
      return answerJson(presentMade(made), { status: 201 });
    },
  }),
  operation({
    id: "pauseWebhookEndpoint",
    method: "POST",
    path: `${PATH}/:id/pause`,
    permission: "webhooks:manage",
    summary: "Pause a webhook endpoint",
    description: "What happens meanwhile waits. Pausing a paused one changes nothing.",
    params: PARAMS,
    answers: { 200: { description: "The paused endpoint.", schema: endpointAnswer } },
    example: ONE,
    load: endpointAt,
    handle: async ({ ctx, loaded: endpoint }) =>
      answerJson(presentEndpoint(await pauseEndpoint({ ctx, input: { id: endpoint.id } }))),
  }),
  operation({
    id: "resumeWebhookEndpoint",
    method: "POST",
    path: `${PATH}/:id/resume`,
    permission: "webhooks:manage",
    summary: "Send to a webhook endpoint again",
    description: "What waited is sent at once, in its order. Resuming an active one changes nothing.",
    params: PARAMS,
    answers: { 200: { description: "The active endpoint.", schema: endpointAnswer } },
    example: ONE,
    load: endpointAt,
    handle: async ({ ctx, loaded: endpoint }) =>
      answerJson(presentEndpoint(await resumeEndpoint({ ctx, input: { id: endpoint.id } }))),
  }),
  operation({
    id: "testWebhookEndpoint",
    method: "POST",
    path: `${PATH}/:id/test`,
    permission: "webhooks:resend",
    summary: "Send a test event to a webhook endpoint",
    description: "A `webhook.test`, whatever it asked for. A paused endpoint is refused.",
    params: PARAMS,
    body: { schema: testBody, read: "object or null" },
    answers: {
      201: {
        description: "The delivery, which says how it went.",
        schema: z.object({ object: z.literal("webhookTest"), deliveryId: spelledId("wd") }),
      },
    },
    refuses: [409],
    example: { ...ONE, body: {} },
    load: endpointAt,
    handle: async ({ ctx, loaded: endpoint, body }) => {
      const { eventId = newId() } = body ?? {};
      const { deliveryId } = await sendTestEvent({ ctx, input: { id: endpoint.id, eventId } });
      return answerJson({ object: "webhookTest", deliveryId: spellId("wd", deliveryId) }, { status: 201 });
    },
  }),
];

/** An endpoint that is there. One that was deleted is not found: its deliveries still are. */
export async function endpointAt({ ctx, params: { id = "" } }: Call): Promise<Endpoint> {
  const endpointId = readAnyId(id);
  const endpoint = endpointId === null ? null : await findEndpoint(ctx, endpointId);
  if (!endpoint || endpoint.deletedAt) throw noSuchEndpoint(id);
  return endpoint;
}

function presentEndpoint(endpoint: Endpoint): z.input<typeof endpointAnswer> {
  const { id, url, name, description, eventTypes, merchant, paused, failingSince } = endpoint;
  const { createdAt, updatedAt } = endpoint;
  return {
    id: spellId("we", id),
    object: "webhookEndpoint",
    url,
    ...(name && { name }),
    description,
    ...(eventTypes && { eventTypes }),
    ...(merchant && { merchantId: spellId("mer", merchant.id) }),
    status: paused ? "paused" : "active",
    ...(paused && { pausedReason: paused.reason, pausedAt: paused.at.toISOString() }),
    ...(failingSince && { failingSince: failingSince.toISOString() }),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function presentMade({ endpoint, secret }: MadeSecret): z.input<typeof madeAnswer> {
  return { ...presentEndpoint(endpoint), ...(secret !== null && { secret }) };
}
