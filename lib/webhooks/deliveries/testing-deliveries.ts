import { runPrepared, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { CreateEndpoint } from "@/lib/webhooks/endpoints/schemas";
import { EVENT_TYPES, type EventType } from "@/lib/webhooks/event-types";
import type { DeliveryState } from "./delivery";
import type { DeliveryOutcome } from "./outcomes";

/** A form for an endpoint that nothing is refused of: the address is public and needs no name to be looked up. */
export function endpointForm(more: Partial<CreateEndpoint> = {}): CreateEndpoint {
  const id = newId();
  return {
    id,
    url: `https://93.184.216.34/hooks/${id}`,
    description: "",
    eventTypes: null,
    merchantId: null,
    ...more,
  };
}

export interface MadeDelivery {
  endpointId: string;
  state?: DeliveryState;
  type?: string;
  /** Whose event it is: by default the endpoint's merchant's. */
  merchantId?: string;
  paymentId?: string | null;
  outcome?: DeliveryOutcome | null;
  sending?: boolean;
  at?: Date;
  nextAttemptAt?: Date;
}

const EVENT = statement(`
  INSERT INTO outbox (event_id, type, payment_id, object_id, request_id, data, occurred_at, merchant_id)
  VALUES ($1, $2, $3, $4, $5, $7, $6, coalesce($8::uuid, (SELECT merchant_id FROM webhook_endpoint WHERE id = $9)))
  RETURNING id`);
const DELIVERY = statement(`
  INSERT INTO webhook_delivery (id, endpoint_id, outbox_id, type, payment_id, subject, state, attempts, round_attempts,
    next_attempt_at, sending, last_outcome, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $12)`);
const ATTEMPT = statement(`
  INSERT INTO webhook_attempt (delivery_id, number, started_at, duration_ms, outcome, address, request_headers,
    status_code, answer_headers, answer_body)
  VALUES ($1, 1, $2, 12, $3, '93.184.216.34', '{"webhook-id": "evt_1"}', 500, '{"server": "test"}', 'Oops')`);

/** A delivery as the fan-out and the sender would have left it, with its event and, once there was one, its attempt. */
export async function newDelivery(given: MadeDelivery): Promise<{ id: string; eventId: string }> {
  const { endpointId, state = "exhausted", type = "payment.succeeded", sending = false } = given;
  const { paymentId = null, at = new Date() } = given;
  const outcome = given.outcome === undefined ? usualOutcome(state) : given.outcome;
  const [id, eventId, objectId] = [newId(), newId(), paymentId ?? newId()];
  const [event] = await runPrepared<{ id: bigint }>(EVENT, [
    ...[eventId, type, paymentId, objectId, newId(), at],
    JSON.stringify(exampleOf(type)),
    given.merchantId,
    endpointId,
  ]);
  const due = state === "pending" ? (given.nextAttemptAt ?? at) : null;
  const attempts = outcome ? 1 : 0;
  const place = [id, endpointId, event?.id, type, paymentId, objectId];
  await runPrepared(DELIVERY, [...place, state, attempts, due, sending, outcome, at]);
  if (outcome) await runPrepared(ATTEMPT, [id, at, outcome]);
  return { id, eventId };
}

function exampleOf(type: string): EventType["example"] {
  return EVENT_TYPES.find((each) => each.type === type)?.example ?? {};
}

function usualOutcome(state: DeliveryState): DeliveryOutcome | null {
  if (state === "pending") return null;
  return state === "delivered" ? "delivered" : "server_error";
}

const ROW = statement(`
  SELECT state, attempts, round_attempts AS "roundAttempts", next_attempt_at AS "nextAttemptAt", sending,
    last_outcome AS "lastOutcome"
  FROM webhook_delivery WHERE id = $1`);

/** A delivery's row as it is now. */
export async function deliveryRow(id: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await runPrepared<Record<string, unknown>>(ROW, [id]);
  return row;
}
