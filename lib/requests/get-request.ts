import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type LoggedRequest, REQUEST_COLUMNS } from "./request";

/** A request's page shows at most so many of each thing it touched or made. */
export const MADE_MAX = 100;

/** A payment that a request wrote or asked for. */
export interface TouchedPayment {
  id: string;
  kind: string;
  status: string;
  amountMinor: bigint;
  currency: string;
  precision: number;
}

export interface MadeEvent {
  eventId: string;
  type: string;
  paymentId: string | null;
  occurredAt: Date;
}

export interface MadeAuditLine {
  id: string;
  action: string;
  objectType: string;
  objectId: string;
  occurredAt: Date;
}

export interface RequestDetail {
  request: LoggedRequest;
  merchantName: string | null;
  payments: TouchedPayment[];
  events: MadeEvent[];
  audit: MadeAuditLine[];
}

/** One request, with the payments it touched and what it made; refuses with `not_found`. */
export async function getRequest({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<RequestDetail> {
  authorize(ctx, "requests:read");
  const id = readAnyId(input.id);
  const [found] = id ? await run<LoggedRequest & { merchantName: string | null }>(REQUEST, [id]) : [];
  if (!found) throw new Refused({ code: "not_found", object: "Request", id: input.id });
  const { merchantName, ...request } = found;
  const [payments, events, audit] = await Promise.all([
    run<TouchedPayment & Record<string, unknown>>(PAYMENTS, [request.id, MADE_MAX]),
    run<MadeEvent & Record<string, unknown>>(EVENTS, [request.id, MADE_MAX]),
    run<MadeAuditLine & Record<string, unknown>>(AUDIT, [request.id, MADE_MAX]),
  ]);
  return { request, merchantName, payments, events, audit };
}

const REQUEST = statement(`
  SELECT ${REQUEST_COLUMNS}, m.name AS "merchantName"
  FROM request_log r LEFT JOIN merchant m ON m.id = r.merchant_id WHERE r.id = $1`);

// What a job did later in the request's name is found by the audit log.
const PAYMENTS = statement(`
  SELECT p.id, p.kind, p.status, p.amount_minor AS "amountMinor", p.currency, p.precision FROM payment p
  WHERE p.id IN (
    SELECT payment_id FROM request_payment WHERE request_id = $1::uuid
    UNION SELECT object_id::uuid FROM audit_entry WHERE request_id = $1::text AND object_type = 'payment')
  ORDER BY p.id LIMIT $2`);

const EVENTS = statement(`
  SELECT event_id AS "eventId", type, payment_id AS "paymentId", occurred_at AS "occurredAt"
  FROM outbox WHERE request_id = $1 ORDER BY id LIMIT $2`);

const AUDIT = statement(`
  SELECT id, action, object_type AS "objectType", object_id AS "objectId", occurred_at AS "occurredAt"
  FROM audit_entry WHERE request_id = $1 ORDER BY occurred_at, id LIMIT $2`);
