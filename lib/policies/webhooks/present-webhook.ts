import { v5 } from "uuid";
import {
  type QueueEventAnswer,
  type QueueStatus,
  SECRET_STARS,
  type WebhookAnswer,
  type WebhookAttemptAnswer,
} from "@/lib/policies/answers-webhooks";
import type { Environment } from "@/lib/policies/environment";
import type { DeliveryState } from "@/lib/webhooks/deliveries/delivery";
import type { DeliveryDetail } from "@/lib/webhooks/deliveries/get-delivery";
import type { AnsweredAttempt } from "@/lib/webhooks/deliveries/list-attempts";
import type { QueuedDelivery } from "@/lib/webhooks/deliveries/list-queue";
import type { DeliveryOutcome } from "@/lib/webhooks/deliveries/outcomes";
import type { Endpoint } from "@/lib/webhooks/endpoints/endpoint";
import { payloadOf } from "@/lib/webhooks/sending/payload";
import { subscriptionNameOf, subscriptionsOf } from "./subscriptions";

/** `secret` only in the answer that makes it. */
export function presentWebhook(
  endpoint: Endpoint,
  environment: Environment,
  secret: string | null = null,
): WebhookAnswer {
  return {
    webhook_id: endpoint.id,
    ...(endpoint.merchant && { organization_id: endpoint.merchant.id }),
    environment,
    name: endpoint.name,
    description: endpoint.description,
    secret: secret ?? SECRET_STARS,
    url: endpoint.url,
    subscriptions: subscriptionsOf(endpoint.eventTypes),
    enabled: endpoint.paused === null && endpoint.deletedAt === null,
    created_at: endpoint.createdAt.toISOString(),
    updated_at: endpoint.updatedAt.toISOString(),
  };
}

/** Whose an event is where it is no merchant's own, and whether its money is real. */
export interface Surroundings {
  organizationId: string;
  environment: Environment;
}

/** A delivery of a type that this door has a name for. */
export function presentQueueEvent(
  { delivery, event, lastAttempt }: QueuedDelivery,
  { organizationId, environment }: Surroundings,
): QueueEventAnswer {
  const subscription = subscriptionNameOf(delivery.type);
  if (!subscription) throw new Error(`no name for ${delivery.type}`);
  return {
    webhook_queue_event_id: delivery.id,
    organization_id: event.merchantId ?? organizationId,
    environment,
    webhook_id: delivery.endpointId,
    created_at: delivery.createdAt.toISOString(),
    status: STATUS_OF[delivery.state],
    subscription,
    url: delivery.endpointUrl,
    attempts_count: delivery.attempts,
    body: {
      webhook_id: delivery.endpointId,
      environment,
      event: JSON.parse(payloadOf(event)) as Record<string, unknown>,
    },
    ...(lastAttempt && { last_attempt_at: lastAttempt.at.toISOString() }),
    ...(delivery.lastStatusCode !== null && { last_response_code: delivery.lastStatusCode }),
    ...(typeof lastAttempt?.durationMs === "number" && { last_response_time_millis: lastAttempt.durationMs }),
  };
}

/** The same of a delivery that was read with its attempts. */
export function queuedOf({ delivery, event, attempts: [latest] }: DeliveryDetail): QueuedDelivery {
  const lastAttempt = latest ? { at: latest.startedAt, durationMs: latest.durationMs } : null;
  return { delivery, event, lastAttempt };
}

const STATUS_OF: Record<DeliveryState, QueueStatus> = {
  pending: "queued",
  delivered: "successful",
  exhausted: "failed",
};
export const STATE_OF: Record<QueueStatus, DeliveryState> = {
  queued: "pending",
  successful: "delivered",
  failed: "exhausted",
};

/** Attempts go by their number; here each has an id, the same whenever it is shown. */
export function presentAttempt(
  { number, startedAt, outcome, statusCode, answerHeaders, answerBody }: AnsweredAttempt,
  { id, organizationId, environment }: Surroundings & { id: string },
): WebhookAttemptAnswer {
  const at = startedAt.toISOString();
  return {
    webhook_attempt_id: v5(String(number), id),
    organization_id: organizationId,
    webhook_queue_event_id: id,
    environment,
    attempted_at: at,
    success: outcome === "delivered",
    created_at: at,
    result:
      statusCode === null
        ? { type: outcome && NOT_REACHED.has(outcome) ? "no_response" : "unknown_error" }
        : {
            type: "response",
            status: statusCode,
            body: answerBody,
            headers: JSON.stringify(answerHeaders),
          },
  };
}

const NOT_REACHED: ReadonlySet<DeliveryOutcome> = new Set([
  "dns_failure",
  "connection_refused",
  "connection_reset",
  "connection_timeout",
  "connection_failed",
  "tls_failure",
  "response_timeout",
]);
