import { EXPIRES_IN_DEFAULT_MS } from "@/lib/checkout/limits";
import { newToken } from "@/lib/crypto/tokens";
import { newId } from "@/lib/ids";
import { BUILT_IN_CONNECTORS, type PaymentDraft } from "@/lib/payments/record-payments";
import type { Ctx } from "@/lib/verb/context";

const TOKEN_CHARACTERS = 24;

/** What every contender asks for: the same body over HTTP, the same draft to the statement. */
export const BODY = { amount: "49.00", currency: "GBP" } as const;
const AMOUNT_MINOR = 4_900n;

/** A checkout payment as the door would record it from BODY. */
export function newDraft(merchantId: string, idempotencyKey: string): PaymentDraft {
  const id = newId();
  const occurredAt = new Date();
  return {
    id,
    kind: "checkout",
    merchantId,
    connectorId: BUILT_IN_CONNECTORS.checkout,
    reference: id,
    type: "PAY-IN",
    category: "checkout",
    scheme: "unknown",
    currency: BODY.currency,
    precision: 2,
    amountMinor: AMOUNT_MINOR,
    status: "pending",
    occurredAt,
    failureCode: null,
    customerId: null,
    merchantReference: null,
    description: null,
    idempotencyKey,
    metadata: {},
    search: [],
    reason: null,
    raw: {},
    detail: {
      token: newToken(TOKEN_CHARACTERS),
      line_items: [],
      success_redirect_url: null,
      failure_redirect_url: null,
      save_payment_method: false,
      expires_at: new Date(occurredAt.getTime() + EXPIRES_IN_DEFAULT_MS),
    },
  };
}

export function benchContext(): Ctx {
  return {
    actor: { type: "apiKey", id: newId(), label: "Benchmark", scopes: [], merchantId: null },
    requestId: newId(),
    now: new Date(),
  };
}
