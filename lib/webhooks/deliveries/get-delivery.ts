import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { ATTEMPTS_SHOWN_MAX } from "@/lib/webhooks/limits";
import { payloadOf, type Told } from "@/lib/webhooks/sending/payload";
import { DELIVERY_COLUMNS, DELIVERY_JOINS, type Delivery } from "./delivery";
import type { Outcome } from "./outcomes";

/** One time it was sent. */
export interface DeliveryAttempt {
  number: number;
  startedAt: Date;
  /** Absent, like the outcome, while it lasts. */
  durationMs: number | null;
  outcome: Outcome | null;
  statusCode: number | null;
}

/** What was sent that time, and what came back. */
export interface AttemptExchange extends DeliveryAttempt {
  detail: string | null;
  /** The address that was connected to. */
  address: string | null;
  requestHeaders: Record<string, string>;
  answerHeaders: Record<string, string>;
  answerBody: string;
  /** Whether the answer went on after what was kept. */
  answerCut: boolean;
}

export interface DeliveryDetail {
  delivery: Delivery;
  event: Told & { requestId: string };
  /** The exact text that is sent. */
  payload: string;
  /** The latest ATTEMPTS_SHOWN_MAX, latest first. */
  attempts: DeliveryAttempt[];
  /** The attempt that was asked for, or the latest; null before the first. */
  shown: AttemptExchange | null;
}

/** One delivery by its id in any spelling: what is sent, every attempt, and one of them whole. */
export async function getDelivery({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; attempt?: number | undefined };
}): Promise<DeliveryDetail> {
  authorize(ctx, "webhooks:read");
  const id = readAnyId(input.id);
  const [delivery] = id ? await run<Delivery & Record<string, unknown>>(FIND, [id]) : [];
  if (!id || !delivery) throw new Refused({ code: "not_found", object: "webhook delivery", id: input.id });
  const [[event], attempts] = await Promise.all([
    run<Told & { requestId: string }>(EVENT, [id]),
    run<DeliveryAttempt & Record<string, unknown>>(ATTEMPTS, [id, ATTEMPTS_SHOWN_MAX]),
  ]);
  if (!event) throw new Error("A delivery's event is not there.");
  const [latest] = attempts;
  const asked = input.attempt ?? latest?.number;
  const [shown] = asked ? await run<AttemptExchange & Record<string, unknown>>(EXCHANGE, [id, asked]) : [];
  return { delivery, event, payload: payloadOf(event), attempts, shown: shown ?? null };
}

const FIND = statement(`
  SELECT ${DELIVERY_COLUMNS} FROM webhook_delivery d ${DELIVERY_JOINS} WHERE d.id = $1`);
const EVENT = statement(`
  SELECT o.event_id AS "eventId", o.type, o.merchant_id AS "merchantId", o.payment_id AS "paymentId",
    o.object_id AS "objectId", o.data, o.occurred_at AS "occurredAt", o.request_id AS "requestId"
  FROM webhook_delivery d JOIN outbox o ON o.id = d.outbox_id WHERE d.id = $1`);

const ATTEMPT_COLUMNS = `
  number, started_at AS "startedAt", duration_ms AS "durationMs", outcome, status_code AS "statusCode"`;
const ATTEMPTS = statement(`
  SELECT ${ATTEMPT_COLUMNS} FROM webhook_attempt WHERE delivery_id = $1 ORDER BY number DESC LIMIT $2`);
const EXCHANGE = statement(`
  SELECT ${ATTEMPT_COLUMNS}, detail, address, request_headers AS "requestHeaders", answer_headers AS "answerHeaders",
    answer_body AS "answerBody", answer_cut AS "answerCut"
  FROM webhook_attempt WHERE delivery_id = $1 AND number = $2`);
