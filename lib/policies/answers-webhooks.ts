import { z } from "zod";
import { time, uuid } from "@/lib/http/answer-fields";
import { ENVIRONMENTS } from "@/lib/policies/environment";
import { PING, SUBSCRIPTIONS } from "@/lib/policies/webhooks/subscriptions";

const environment = z.enum(ENVIRONMENTS).meta({
  description: "`production` once a connection to a provider is live.",
});

/** Stands where a secret would: it is shown once, in the answer that makes it. */
export const SECRET_STARS = "********";

export const webhookAnswer = z
  .object({
    webhook_id: uuid,
    organization_id: uuid.optional().meta({ description: "Left out where it hears of all merchants." }),
    environment,
    name: z.string(),
    description: z.string(),
    secret: z.string().meta({
      description: `Signs its messages. Shown once, in the answer that makes it; \`${SECRET_STARS}\` ever after.`,
    }),
    url: z.string(),
    subscriptions: z
      .array(z.enum(SUBSCRIPTIONS))
      .meta({ description: "Those of what it hears of that have a name at this door." }),
    enabled: z.boolean(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "PolicyWebhook" });
export type WebhookAnswer = z.input<typeof webhookAnswer>;

export const QUEUE_STATUSES = ["queued", "successful", "failed"] as const;
export type QueueStatus = (typeof QUEUE_STATUSES)[number];

export const queueEventAnswer = z
  .object({
    webhook_queue_event_id: uuid,
    organization_id: z.string().meta({ description: "The merchant the event is of." }),
    environment,
    webhook_id: uuid,
    created_at: time,
    status: z.enum(QUEUE_STATUSES),
    subscription: z.enum([...SUBSCRIPTIONS, PING]),
    url: z.string(),
    attempts_count: z.int(),
    body: z.object({
      webhook_id: uuid,
      environment,
      event: z.record(z.string(), z.unknown()).meta({ description: "The message, as it is sent." }),
    }),
    last_attempt_at: time.optional(),
    last_response_code: z.int().optional(),
    last_response_time_millis: z.int().optional(),
  })
  .meta({ id: "PolicyWebhookQueueEvent" });
export type QueueEventAnswer = z.input<typeof queueEventAnswer>;

export const webhookAttemptAnswer = z
  .object({
    webhook_attempt_id: uuid,
    organization_id: z.string(),
    webhook_queue_event_id: uuid,
    environment,
    attempted_at: time,
    success: z.boolean(),
    created_at: time,
    result: z.object({
      type: z.enum(["response", "no_response", "unknown_error"]),
      status: z.int().optional(),
      body: z.string().optional(),
      headers: z.string().optional().meta({ description: "JSON." }),
    }),
  })
  .meta({ id: "PolicyWebhookAttempt" });
export type WebhookAttemptAnswer = z.input<typeof webhookAttemptAnswer>;
