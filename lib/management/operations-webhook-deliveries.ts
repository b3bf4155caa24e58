import { z } from "zod";
import { requiredOr } from "@/lib/checkout/fields";
import { spelledId, textMap, time } from "@/lib/http/answer-fields";
import { answerJson } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { spellId } from "@/lib/ids";
import { deploymentTime } from "@/lib/verb/context";
import { DELIVERY_STATES, type Delivery } from "@/lib/webhooks/deliveries/delivery";
import { type DeliveryDetail, getDelivery } from "@/lib/webhooks/deliveries/get-delivery";
import { DELIVERY_OUTCOMES } from "@/lib/webhooks/deliveries/outcomes";
import { resendDelivery } from "@/lib/webhooks/deliveries/resend-delivery";
import { resendFailed } from "@/lib/webhooks/deliveries/resend-failed";
import { searchDeliveries } from "@/lib/webhooks/deliveries/search-deliveries";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { ATTEMPTS_SHOWN_MAX, RESEND_DELIVERIES_MAX } from "@/lib/webhooks/limits";
import { listAnswer, presentPage } from "./list-answer";
import { endpointAt } from "./operations-webhook-endpoints";
import { dayField, idField, limitField, momentField, rowCursor } from "./wire";

const operation = operationsWith(validate);

const deliveryAnswer = z
  .object({
    id: spelledId("wd"),
    object: z.literal("webhookDelivery"),
    endpointId: spelledId("we"),
    eventId: spelledId("evt"),
    eventType: z.string(),
    paymentId: spelledId("pay").optional(),
    state: z.enum(DELIVERY_STATES).meta({ description: "`exhausted`: given up. It can be sent again." }),
    sending: z.boolean().meta({ description: "An attempt has begun and is not known to have ended." }),
    attempts: z.int(),
    nextAttemptAt: time.optional(),
    lastOutcome: z.enum(DELIVERY_OUTCOMES).optional(),
    lastStatusCode: z.int().optional(),
    createdAt: time,
  })
  .meta({ id: "ManagementWebhookDelivery" });

const attemptAnswer = z.object({
  number: z.int(),
  startedAt: time,
  durationMs: z.int().optional(),
  outcome: z.enum(DELIVERY_OUTCOMES).optional(),
  statusCode: z.int().optional(),
});

const deliveryDetailAnswer = deliveryAnswer
  .extend({
    payload: z.string().meta({ description: "The exact text that is sent." }),
    history: z
      .array(attemptAnswer)
      .meta({ description: `The latest ${ATTEMPTS_SHOWN_MAX} attempts, latest first.` }),
    lastExchange: z
      .object({
        requestHeaders: textMap,
        responseHeaders: textMap,
        responseBody: z.string(),
        detail: z.string().optional(),
      })
      .optional()
      .meta({ description: "What was sent at the latest attempt, and what came back." }),
  })
  .meta({ id: "ManagementWebhookDeliveryDetail" });

const TYPES = EVENT_TYPES.map(({ type }) => type);

const listQuery = z.object({
  endpointId: idField.optional(),
  eventId: idField.optional(),
  paymentId: idField.optional(),
  eventType: z.enum(TYPES, { error: "must be an event type" }).optional(),
  state: z.enum(DELIVERY_STATES, { error: `must be one of ${DELIVERY_STATES.join(", ")}` }).optional(),
  outcome: z.enum(DELIVERY_OUTCOMES, { error: `must be one of ${DELIVERY_OUTCOMES.join(", ")}` }).optional(),
  from: dayField.optional().meta({ description: "The first day, in UTC, on which it came to be." }),
  through: dayField.optional().meta({ description: "The last such day." }),
  limit: limitField,
  cursor: rowCursor.optional(),
});

const ATTEMPTS_RULE = "must be how many attempts the answer showed";

const PATH = "/management/v1/webhookDeliveries";
const PARAMS = { id: "The delivery's id, `wd_…`." };

/** What was sent to endpoints, and how that went. */
export const webhookDeliveryOperations: readonly KeyedOperation[] = [
  operation({
    id: "listWebhookDeliveries",
    method: "GET",
    path: PATH,
    permission: "webhooks:read",
    summary: "List webhook deliveries",
    description: "Newest first: one for each event and endpoint.",
    query: listQuery,
    answers: { 200: { description: "A page of deliveries.", schema: listAnswer(deliveryAnswer) } },
    example: { query: { state: "exhausted", limit: "50" } },
    handle: async ({ ctx, query }) => {
      const { endpointId, eventId, paymentId, eventType, state, outcome, from, through, limit, cursor } =
        query;
      const search = {
        state,
        outcome,
        type: eventType,
        endpoint: endpointId,
        payment: paymentId,
        event: eventId,
      };
      const days = { from, to: through, older: cursor };
      const input = { search: { ...search, ...days }, timeZone: "UTC", rowsMax: limit };
      const { rows, older } = await searchDeliveries({ ctx, input });
      return answerJson(presentPage(rows.map(presentDelivery), older));
    },
  }),
  operation({
    id: "getWebhookDelivery",
    method: "GET",
    path: `${PATH}/:id`,
    permission: "webhooks:read",
    summary: "Read a webhook delivery",
    params: PARAMS,
    answers: { 200: { description: "The delivery with its attempts.", schema: deliveryDetailAnswer } },
    example: { params: { id: "$DELIVERY_ID" } },
    load: deliveryAt,
    handle: async ({ loaded }) => answerJson(presentDetail(loaded)),
  }),
  operation({
    id: "resendWebhookDelivery",
    method: "POST",
    path: `${PATH}/:id/resend`,
    permission: "webhooks:resend",
    summary: "Send a webhook delivery again",
    description:
      "At once, with a schedule that begins anew. `attempts` is what the delivery showed: asked twice, it is sent once. " +
      "One that is due or on its way is refused.",
    params: PARAMS,
    body: {
      schema: z.object({ attempts: z.int({ error: requiredOr(ATTEMPTS_RULE) }).min(0, ATTEMPTS_RULE) }),
    },
    answers: { 200: { description: "The delivery, which waits to be sent.", schema: deliveryAnswer } },
    refuses: [409],
    example: { params: { id: "$DELIVERY_ID" }, body: { attempts: 1 } },
    load: deliveryAt,
    handle: async (call) => {
      const { ctx, loaded, body } = call;
      await resendDelivery({ ctx, input: { id: loaded.delivery.id, ...body } });
      return answerJson(presentDelivery((await deliveryAt(call)).delivery));
    },
  }),
  operation({
    id: "resendFailedWebhookDeliveries",
    method: "POST",
    path: "/management/v1/webhookEndpoints/:id/resendFailed",
    permission: "webhooks:resend",
    summary: "Send all that was given up again",
    description: `Of one endpoint, since a time, oldest first; at most ${RESEND_DELIVERIES_MAX} at once.`,
    params: { id: "The endpoint's id, `we_…`." },
    body: { schema: z.object({ since: momentField }) },
    answers: {
      200: {
        description: "How many are sent again, and how many are left for another call.",
        schema: z.object({ object: z.literal("webhookResend"), resent: z.int(), left: z.int() }),
      },
    },
    example: { params: { id: "$ENDPOINT_ID" }, body: { since: "2026-01-05T00:00:00Z" } },
    load: endpointAt,
    handle: async ({ ctx, loaded: endpoint, body: { since } }) => {
      const input = { endpointId: endpoint.id, since, countedAt: deploymentTime(ctx) };
      return answerJson({ object: "webhookResend", ...(await resendFailed({ ctx, input })) });
    },
  }),
];

function deliveryAt({ ctx, params: { id = "" } }: Call): Promise<DeliveryDetail> {
  return getDelivery({ ctx, input: { id } });
}

function presentDelivery(delivery: Delivery): z.input<typeof deliveryAnswer> {
  const { id, endpointId, eventId, paymentId, type, state, sending, attempts, createdAt } = delivery;
  const { nextAttemptAt, lastOutcome, lastStatusCode } = delivery;
  return {
    id: spellId("wd", id),
    object: "webhookDelivery",
    endpointId: spellId("we", endpointId),
    eventId: spellId("evt", eventId),
    eventType: type,
    ...(paymentId && { paymentId: spellId("pay", paymentId) }),
    state,
    sending,
    attempts,
    ...(nextAttemptAt && { nextAttemptAt: nextAttemptAt.toISOString() }),
    ...(lastOutcome && { lastOutcome }),
    ...(lastStatusCode !== null && { lastStatusCode }),
    createdAt: createdAt.toISOString(),
  };
}

function presentDetail({
  delivery,
  payload,
  attempts,
  shown,
}: DeliveryDetail): z.input<typeof deliveryDetailAnswer> {
  const history = attempts.map(({ number, startedAt, durationMs, outcome, statusCode }) => ({
    number,
    startedAt: startedAt.toISOString(),
    ...(durationMs !== null && { durationMs }),
    ...(outcome && { outcome }),
    ...(statusCode !== null && { statusCode }),
  }));
  const lastExchange = shown && {
    requestHeaders: shown.requestHeaders,
    responseHeaders: shown.answerHeaders,
    responseBody: shown.answerBody,
    ...(shown.detail !== null && { detail: shown.detail }),
  };
  return { ...presentDelivery(delivery), payload, history, ...(lastExchange && { lastExchange }) };
}
