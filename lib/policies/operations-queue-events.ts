import { z } from "zod";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { deploymentTime } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { type DeliveryDetail, getDelivery } from "@/lib/webhooks/deliveries/get-delivery";
import { listAttempts } from "@/lib/webhooks/deliveries/list-attempts";
import { listQueue } from "@/lib/webhooks/deliveries/list-queue";
import { resendDelivery } from "@/lib/webhooks/deliveries/resend-delivery";
import { resendFailed } from "@/lib/webhooks/deliveries/resend-failed";
import { findEndpoint } from "@/lib/webhooks/endpoints/read-endpoint";
import { ATTEMPTS_SHOWN_MAX, RESEND_DELIVERIES_MAX } from "@/lib/webhooks/limits";
import { policyMerchant } from "./acting-merchant";
import { QUEUE_STATUSES, queueEventAnswer, webhookAttemptAnswer } from "./answers-webhooks";
import { pathId } from "./door-paths";
import { environmentNow } from "./environment";
import { jsonAnswer } from "./json";
import { TOTAL } from "./operations-policies";
import { webhookAt } from "./operations-webhooks";
import { readBody } from "./read-body";
import { timeField } from "./time-field";
import {
  presentAttempt,
  presentQueueEvent,
  queuedOf,
  STATE_OF,
  type Surroundings,
} from "./webhooks/present-webhook";
import { eventTypesOf, NAMED_TYPES, SUBSCRIPTIONS, subscriptionNameOf } from "./webhooks/subscriptions";
import { commaListOf, pageOf, pageQuery } from "./wire-queries";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";
const WEBHOOK = { id: "The webhook's id." };
const EVENT = { id: "The queue event's id." };
const ONE = { params: { id: "$QUEUE_EVENT_ID" } };

const filters = {
  subscriptions: commaListOf(SUBSCRIPTIONS).optional(),
  from: timeField.optional().meta({ format: "date-time" }),
  to: timeField.optional().meta({ format: "date-time" }),
};
const listQuery = pageQuery.extend({
  status: z.enum(QUEUE_STATUSES, { error: `must be one of [${QUEUE_STATUSES.join(", ")}]` }).optional(),
  ...filters,
});
const retryQuery = z.object({ status: z.literal("failed"), ...filters });

const BEGINNING_OF_TIME = new Date(0);

/** Queue events: the deliveries of a webhook whose event types have a name at this door. */
export const queueEventOperations: readonly KeyedOperation[] = [
  operation({
    id: "listWebhookQueueEvents",
    method: "GET",
    path: `${V1}/webhooks/:id/queue-events`,
    permission: "webhooks:read",
    summary: "List a webhook's queue events",
    description: "Newest first, pings among them. HEAD counts them.",
    params: WEBHOOK,
    query: listQuery,
    answers: {
      200: { description: "A page of queue events.", schema: queueEventAnswer.array(), headers: TOTAL },
    },
    example: {
      params: { id: "$WEBHOOK_ID" },
      query: { status: "failed", subscriptions: "payment_succeeded" },
    },
    load: webhookAt,
    handle: async ({ ctx, query, loaded: webhook }) => {
      const { status, from, to, subscriptions } = query;
      const input = {
        endpointId: webhook.id,
        types: subscriptions ? eventTypesOf(subscriptions) : NAMED_TYPES,
        state: status && STATE_OF[status],
        from,
        to,
        ...pageOf(query),
      };
      const { queued, total } = await listQueue({ ctx, input });
      const around = await surroundings(ctx, webhook.merchant?.id);
      return jsonAnswer(
        queued.map((each) => presentQueueEvent(each, around)),
        { "X-Total-Count": String(total) },
      );
    },
  }),
  operation({
    id: "retryWebhookQueueEvents",
    method: "POST",
    path: `${V1}/webhooks/:id/queue-events/retry`,
    permission: "webhooks:resend",
    summary: "Retry a webhook's failed queue events",
    description: `Oldest first, at most ${RESEND_DELIVERIES_MAX} at once: ask again for the rest.`,
    params: WEBHOOK,
    query: retryQuery,
    answers: {
      200: {
        description: "They wait to be sent.",
        schema: null,
        headers: { "X-Total-Count": "How many are retried." },
      },
    },
    example: { params: { id: "$WEBHOOK_ID" }, query: { status: "failed" } },
    load: webhookAt,
    handle: async ({ ctx, loaded: { id: endpointId }, query: { subscriptions, from, to } }) => {
      const { resent } = await resendFailed({
        ctx,
        input: {
          endpointId,
          types: subscriptions ? eventTypesOf(subscriptions) : [...NAMED_TYPES],
          since: from ?? BEGINNING_OF_TIME,
          until: to,
          countedAt: deploymentTime(ctx),
        },
      });
      return new Response(null, { headers: { "X-Total-Count": String(resent) } });
    },
  }),
  operation({
    id: "retryWebhookQueueEvent",
    method: "POST",
    path: `${V1}/webhook-queue-events/:id/retry`,
    permission: "webhooks:resend",
    summary: "Retry a queue event",
    description: "At once, with a schedule that begins anew. One that is due or on its way is a 409.",
    params: EVENT,
    answers: { 200: { description: "The queue event, which waits to be sent.", schema: queueEventAnswer } },
    refuses: [409],
    example: ONE,
    load: eventAt,
    handle: async (call) => {
      const { ctx, loaded } = call;
      const { id, attempts } = loaded.delivery;
      await resendDelivery({ ctx, input: { id, attempts } });
      return jsonAnswer(presentQueueEvent(queuedOf(await eventAt(call)), await surroundingsOf(ctx, loaded)));
    },
  }),
  operation({
    id: "listWebhookQueueEventAttempts",
    method: "GET",
    path: `${V1}/webhook-queue-events/:id/attempts`,
    permission: "webhooks:read",
    summary: "List the attempts of a queue event",
    description: `The latest ${ATTEMPTS_SHOWN_MAX} that have ended, latest first.`,
    params: EVENT,
    answers: { 200: { description: "The attempts.", schema: webhookAttemptAnswer.array() } },
    example: ONE,
    load: eventAt,
    handle: async ({ ctx, loaded }) => {
      const { id } = loaded.delivery;
      const [attempts, around] = await Promise.all([
        listAttempts({ ctx, input: { id } }),
        surroundingsOf(ctx, loaded),
      ]);
      const ended = attempts.filter(({ outcome }) => outcome !== null);
      return jsonAnswer(ended.map((attempt) => presentAttempt(attempt, { id, ...around })));
    },
  }),
];

async function eventAt({ ctx, params }: Call): Promise<DeliveryDetail> {
  const id = pathId(params.id, "Webhook queue event");
  const detail = await getDelivery({ ctx, input: { id } });
  if (subscriptionNameOf(detail.delivery.type) === null)
    throw new Refused({ code: "not_found", object: "Webhook queue event", id });
  return detail;
}

async function surroundingsOf(ctx: Call["ctx"], { delivery, event }: DeliveryDetail): Promise<Surroundings> {
  const endpoint = event.merchantId ? null : await findEndpoint(ctx, delivery.endpointId);
  return surroundings(ctx, event.merchantId ?? endpoint?.merchant?.id);
}

async function surroundings(ctx: Call["ctx"], merchantId?: string | null): Promise<Surroundings> {
  return {
    organizationId: merchantId ?? (await policyMerchant(ctx)),
    environment: await environmentNow(),
  };
}
