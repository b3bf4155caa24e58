import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type Attempt, attemptsOf } from "./attempt";
import { maySee } from "./find-payment";
import { nextSteps, type StepVerdict } from "./life-cycle";
import { ADJUSTMENT_COLUMNS, type Adjustment, PAYMENT_COLUMNS } from "./payment";
import type { PaymentRow } from "./search-payments";

/** A payment's page shows this many of its audit rows, newest first; the audit log has the rest. */
export const PAYMENT_AUDIT_MAX = 100;

/** A row of the audit log about this payment. */
export interface PaymentAuditEntry {
  id: string;
  occurredAt: Date;
  actorType: string;
  actorId: string;
  actorLabel: string;
  action: string;
  requestId: string;
  data: unknown;
}

/** The link of a checkout payment. */
export interface PaymentLink {
  token: string;
  expiresAt: Date;
  lineItems: { description: string; amountMinor: string; quantity: number }[];
  successRedirectUrl: string | null;
  failureRedirectUrl: string | null;
  savePaymentMethod: boolean;
  lockedUntil: Date | null;
}

export interface PaymentDetail {
  payment: PaymentRow & { connectorName: string; connectorProvider: string };
  link: PaymentLink | null;
  adjustments: Adjustment[];
  attempts: Attempt[];
  audit: PaymentAuditEntry[];
  steps: StepVerdict[];
}

/** A payment with its whole history, by any spelling of its id; `not_found` also for another merchant's. */
export async function getPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PaymentDetail> {
  authorize(ctx, "payments:read");
  const id = readAnyId(input.id);
  const [payment] = id ? await run<PaymentDetail["payment"]>(PAYMENT, [id]) : [];
  if (!payment || !maySee(ctx, payment))
    throw new Refused({ code: "not_found", object: "Payment", id: input.id });
  const [links, adjustments, attempts, audit] = await Promise.all([
    run<PaymentLink>(LINK, [payment.id]),
    run<Adjustment>(ADJUSTMENTS, [payment.id]),
    attemptsOf(payment.id),
    run<PaymentAuditEntry>(AUDIT, [payment.id, PAYMENT_AUDIT_MAX]),
  ]);
  return { payment, link: links[0] ?? null, adjustments, attempts, audit, steps: nextSteps(payment) };
}

const PAYMENT = statement(`
  SELECT ${PAYMENT_COLUMNS}, m.name AS "merchantName", c.name AS "customerName", c.email AS "customerEmail",
    k.name AS "connectorName", k.provider AS "connectorProvider"
  FROM payment p
  JOIN merchant m ON m.id = p.merchant_id
  JOIN connector k ON k.id = p.connector_id
  LEFT JOIN customer c ON c.id = p.customer_id
  WHERE p.id = $1`);

const LINK = statement(`
  SELECT token, expires_at AS "expiresAt", line_items AS "lineItems", success_redirect_url AS "successRedirectUrl",
    failure_redirect_url AS "failureRedirectUrl", save_payment_method AS "savePaymentMethod",
    locked_until AS "lockedUntil"
  FROM checkout_link WHERE payment_id = $1`);

const ADJUSTMENTS = statement(`
  SELECT ${ADJUSTMENT_COLUMNS} FROM adjustment a WHERE a.payment_id = $1 ORDER BY a.sequence`);

const AUDIT = statement(`
  SELECT id, occurred_at AS "occurredAt", actor_type AS "actorType", actor_id AS "actorId",
    actor_label AS "actorLabel", action, request_id AS "requestId", data
  FROM audit_entry WHERE object_type = 'payment' AND object_id = $1::text
  ORDER BY occurred_at DESC, id DESC LIMIT $2`);
