import { query } from "@/lib/db/sql";
import { AUDIT } from "@/lib/generated/sql/requests/get-request/audit";
import { EVENTS } from "@/lib/generated/sql/requests/get-request/events";
import { PAYMENTS } from "@/lib/generated/sql/requests/get-request/payments";
import { REQUEST } from "@/lib/generated/sql/requests/get-request/request";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { LoggedRequest } from "./request";

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
  type: string;
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
  const [found] = id ? await query(REQUEST, { id }) : [];
  if (!found) throw new Refused({ code: "not_found", object: "Request", id: input.id });
  const { merchantName, ...request } = found;
  const [payments, events, audit] = await Promise.all([
    query(PAYMENTS, { requestId: request.id, madeMax: MADE_MAX }),
    query(EVENTS, { requestId: request.id, madeMax: MADE_MAX }),
    query(AUDIT, { requestId: request.id, madeMax: MADE_MAX }),
  ]);
  return { request, merchantName, payments, events, audit };
}
