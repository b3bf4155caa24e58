import pg from "pg";
import { vi } from "vitest";
import type { Queryable } from "@/lib/db/sql";
import { instantOf } from "@/lib/instant";
import type { Ctx } from "@/lib/verb/context";
import type { LockedPayment } from "./lock-payment";
import { NOTHING_MOVED } from "./money-moved";
import type { Adjustment, Payment } from "./payment";

// What the tests of the core's rules are made of. None of it is in a database.

export const NOW = new Date("2026-11-28T10:00:00Z");

export function aContext(fields: Partial<Ctx> = {}): Ctx {
  const actor = { type: "user", id: "u1", label: "Ada", role: "operator" } as const;
  return { actor, requestId: "q1", now: NOW, touched: new Set(), ...fields };
}

/** A database that answers every statement with these rows, and what it was sent. */
export function aDatabase(rows: unknown[] = []): { db: Queryable; sent: unknown[][] } {
  const db = new pg.Pool();
  const sent: unknown[][] = [];
  vi.spyOn(db, "query").mockImplementation((...given: unknown[]) => {
    sent.push(given);
    return Promise.resolve({ rows });
  });
  return { db, sent };
}

/** The rows that were sent to be appended, of each statement that appended some. */
export function appendedBy(sent: readonly unknown[][]): Record<string, unknown>[][] {
  return sent
    .map(([given]) => given as { text: string; values: string[] })
    .filter(({ text }) => text.includes("INSERT INTO adjustment"))
    .map(({ values }) => JSON.parse(values[0] ?? "[]"));
}

/** A payment that has just been recorded, an hour ago. */
export function aLockedPayment(fields: Partial<Payment> = {}): LockedPayment {
  const before = new Date(NOW.getTime() - 3_600_000);
  const amountMinor = fields.amountMinor ?? 1_000n;
  const status = fields.status ?? "pending";
  const payment: Payment = {
    id: "0199aaaa-0000-7000-8000-000000000001",
    kind: "checkout",
    merchantId: "m1",
    connectorId: "k1",
    reference: "pay_1",
    type: "PAY-IN",
    category: "checkout",
    ...NOTHING_MOVED,
    scheme: "visa",
    currency: "USD",
    precision: 2,
    openingAmountMinor: amountMinor,
    openingInitialAmountMinor: amountMinor,
    status,
    lastStatus: status,
    stage: "pending",
    amountMinor,
    initialAmountMinor: amountMinor,
    version: 1,
    failureCode: null,
    customerId: null,
    merchantReference: null,
    description: null,
    cardBrand: null,
    cardLast4: null,
    idempotencyKey: null,
    metadata: {},
    inDispute: status === "dispute",
    respondBy: null,
    mode: null,
    createdAt: before,
    updatedAt: before,
    ...fields,
  };
  const opening: Adjustment = {
    sequence: 1,
    status,
    amountMinor,
    opening: true,
    reference: payment.reference,
    ...instantOf(before),
    recordedAt: before,
    actorType: "apiKey",
    actorId: "key",
    actorLabel: "Key",
    requestId: "q0",
    reason: null,
    failureCode: null,
    attemptId: null,
    raw: {},
    respondBy: null,
  };
  return { payment, adjustments: [opening] };
}
