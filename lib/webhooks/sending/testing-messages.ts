import { runPrepared, statement } from "@/lib/db/sql";
import { messageFault } from "@/lib/webhooks/event-schemas";
import { payloadOf, type ToldEvent } from "./payload";

/** How many events of each type are looked at: thousands of one kind say nothing new. */
const EACH_MAX = 50;

/** What a test file put into the outbox that is not what the catalogue and the reference say of it. */
export async function messageFaults(): Promise<string[]> {
  const events = await runPrepared<ToldEvent>(EVENTS, [EACH_MAX]);
  return [...new Set(events.map((event) => messageFault(payloadOf(event))))].filter(
    (fault) => fault !== null,
  );
}

// What a test of the webhooks itself made up is told by its request id.
const EVENTS = statement(`
  SELECT event_id AS "eventId", type, merchant_id AS "merchantId", payment_id AS "paymentId", object_id AS "objectId",
    data, occurred_at AS "occurredAt"
  FROM (SELECT *, row_number() OVER (PARTITION BY type ORDER BY id) AS place FROM outbox WHERE request_id <> 'test') o
  WHERE place <= $1`);
