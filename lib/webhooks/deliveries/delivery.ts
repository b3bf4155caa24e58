import type { Outcome } from "./outcomes";

export const DELIVERY_STATES = ["pending", "delivered", "exhausted"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One event for one endpoint, as lists show it. */
export interface Delivery {
  id: string;
  endpointId: string;
  endpointUrl: string;
  endpointState: "active" | "paused" | "deleted";
  eventId: string;
  type: string;
  paymentId: string | null;
  state: DeliveryState;
  /** An attempt has begun and is not known to have ended. */
  sending: boolean;
  attempts: number;
  nextAttemptAt: Date | null;
  /** Absent before the first attempt, and when it was given up with its endpoint. */
  lastOutcome: Outcome | null;
  lastStatusCode: number | null;
  createdAt: Date;
}

export const DELIVERY_COLUMNS = `
  d.id, d.endpoint_id AS "endpointId", e.url AS "endpointUrl",
  CASE WHEN e.deleted_at IS NULL THEN e.state ELSE 'deleted' END AS "endpointState",
  o.event_id AS "eventId", d.type, d.payment_id AS "paymentId", d.state, d.sending, d.attempts,
  d.next_attempt_at AS "nextAttemptAt", d.last_outcome AS "lastOutcome", d.last_status_code AS "lastStatusCode",
  d.created_at AS "createdAt"`;

/** What DELIVERY_COLUMNS are read from, beside a `webhook_delivery d`. */
export const DELIVERY_JOINS =
  "JOIN webhook_endpoint e ON e.id = d.endpoint_id JOIN outbox o ON o.id = d.outbox_id";
