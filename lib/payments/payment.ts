import type { Instant } from "@/lib/instant";
import type { PaymentKind, PaymentStage, PaymentStatus } from "./status";

/** A payment as the core knows it. Amounts in minor units of `currency` with `precision` decimals. */
export interface Payment {
  id: string;
  kind: PaymentKind;
  merchantId: string;
  connectorId: string;
  reference: string;
  type: string;
  scheme: string;
  currency: string;
  precision: number;
  openingAmountMinor: bigint;
  openingInitialAmountMinor: bigint;
  status: PaymentStatus;
  lastStatus: PaymentStatus;
  stage: PaymentStage;
  amountMinor: bigint;
  initialAmountMinor: bigint;
  version: number;
  failureCode: string | null;
  customerId: string | null;
  merchantReference: string | null;
  description: string | null;
  cardBrand: string | null;
  cardLast4: string | null;
  idempotencyKey: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
  updatedAt: Date;
}

/** The select list that makes a `payment p` row a Payment. */
export const PAYMENT_COLUMNS = `
  p.id, p.kind, p.merchant_id AS "merchantId", p.connector_id AS "connectorId", p.reference, p.type, p.scheme,
  p.currency, p.precision, p.opening_amount_minor AS "openingAmountMinor",
  p.opening_initial_amount_minor AS "openingInitialAmountMinor", p.status, p.last_status AS "lastStatus", p.stage,
  p.amount_minor AS "amountMinor", p.initial_amount_minor AS "initialAmountMinor", p.version,
  p.failure_code AS "failureCode", p.customer_id AS "customerId", p.merchant_reference AS "merchantReference",
  p.description, p.card_brand AS "cardBrand", p.card_last4 AS "cardLast4", p.idempotency_key AS "idempotencyKey",
  p.metadata, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`;

/** One row of a payment's history. `amountMinor` is null where the status moves no money. */
export interface Adjustment extends Instant {
  sequence: number;
  status: PaymentStatus;
  amountMinor: bigint | null;
  opening: boolean;
  reference: string;
  recordedAt: Date;
  actorType: string;
  actorId: string;
  actorLabel: string;
  requestId: string;
  reason: string | null;
  failureCode: string | null;
  attemptId: string | null;
  raw: unknown;
}
