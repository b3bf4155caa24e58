import { instantOf } from "@/lib/instant";
import type { Attempt } from "@/lib/payments/attempt";
import type { PaymentAuditEntry } from "@/lib/payments/get-payment";
import type { Adjustment } from "@/lib/payments/payment";
import type { RequestLine } from "@/lib/requests/request";
import type { HistorySources, RelatedPayment, ToldToEndpoint } from "./history-line";

// What the tests of a history are made of. None of it is in a database.

export const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));
const person = { actorType: "user", actorId: "u", actorLabel: "Maya Okonkwo" };

export function anAdjustment(sequence: number, over: Partial<Adjustment> = {}): Adjustment {
  return {
    ...person,
    sequence,
    status: "pending",
    amountMinor: null,
    opening: sequence === 1,
    reference: `ref/${sequence}`,
    ...instantOf(at(sequence)),
    recordedAt: at(sequence),
    requestId: `request ${sequence}`,
    reason: null,
    failureCode: null,
    attemptId: null,
    raw: {},
    respondBy: null,
    ...over,
  };
}

export function anAudit(
  requestId: string,
  seconds: number,
  action: string,
  data: Record<string, string> = {},
): PaymentAuditEntry {
  return {
    ...person,
    id: `${requestId} ${seconds} ${action}`,
    occurredAt: at(seconds),
    action,
    requestId,
    data,
  };
}

export function anAttempt(over: Partial<Attempt> = {}): Attempt {
  return {
    ...person,
    id: "a",
    paymentId: "p",
    connector: "sandbox",
    cardBrand: "visa",
    savedPaymentMethodId: null,
    connectionId: null,
    asks: 1,
    lastAskedAt: at(5),
    providerReference: null,
    finishedAt: at(5),
    operation: "charge",
    number: 2,
    state: "failed",
    amountMinor: 1_800n,
    cardLast4: "0002",
    declineCode: "insufficient_funds",
    method: { token: "tok_secret" },
    requestId: "r",
    raw: {},
    startedAt: at(5),
    ...over,
  };
}

export function aRelated(over: Partial<RelatedPayment> = {}): RelatedPayment {
  return {
    id: "0199aaaa-0000-7000-8000-000000000002",
    status: "pending",
    retryNumber: 1,
    reversalOf: null,
    isGivenBack: false,
    actionDate: at(50),
    createdAt: at(3),
    adjustments: [anAdjustment(1, { ...instantOf(at(3)), recordedAt: at(3), requestId: "request 3" })],
    ...over,
  };
}

export function aRequest(id: string, over: Partial<RequestLine> = {}): RequestLine {
  return {
    id,
    createdAt: at(9),
    door: "checkout",
    method: "POST",
    path: "/v0/payments",
    status: 201,
    durationMs: 3,
    keyId: "k",
    keyLabel: "Till",
    ...over,
  };
}

export function sources<Delivery extends ToldToEndpoint = ToldToEndpoint>(
  over: Partial<HistorySources<Delivery>> = {},
): HistorySources<Delivery> {
  return {
    opening: { openingAmountMinor: 1_800n, openingInitialAmountMinor: 1_800n },
    adjustments: [anAdjustment(1)],
    attempts: [],
    audit: [],
    methodAudit: [],
    related: [],
    deliveries: [],
    requests: [],
    ...over,
  };
}
