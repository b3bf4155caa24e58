import type { z } from "zod";
import { messageSchemaOf } from "@/lib/webhooks/event-schemas";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { type Components, toJsonSchema } from "./to-json-schema";

/** One event that endpoints are told of. */
export interface Webhook {
  /** The event's type: `payment.completed`. */
  type: string;
  summary: string;
  payload: z.ZodType;
  example?: unknown;
}

/** The events of the document: the catalogue's. */
export const WEBHOOKS: readonly Webhook[] = EVENT_TYPES.map(({ type, description, example }) => ({
  type,
  summary: description,
  payload: messageSchemaOf(type),
  example: { type, timestamp: "2026-11-21T09:00:00.000Z", data: example },
}));

export function webhookItems(webhooks: readonly Webhook[], components: Components): Record<string, unknown> {
  return Object.fromEntries(webhooks.map((webhook) => [webhook.type, webhookItem(webhook, components)]));
}

function webhookItem({ type, summary, payload, example }: Webhook, components: Components) {
  const schema = toJsonSchema(payload, "output", components);
  return {
    post: {
      operationId: `on:${type}`,
      summary,
      requestBody: {
        required: true,
        content: { "application/json": { schema, ...(example !== undefined && { example }) } },
      },
      responses: { "2XX": { description: "Received." } },
    },
  };
}
