import { recordConnectedPayment } from "@/lib/connected/payments/record-connected-payment";
import { listConnectedPayments } from "@/lib/connected/query/list-connected-payments";
import { readPageRequest, SORTS } from "@/lib/connected/query/page-request";
import { PAYMENT_PARAMS, paymentsQuery, REPORT } from "@/lib/connected/query/query-schema";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { one, page, paymentV1 } from "./answers";
import { METADATA, mergeMetadata, paymentAt, uuidAt } from "./payment-at";
import { losslessJson, paymentsPage, presentPaymentV1 } from "./present";
import { validateFirst } from "./validate-first";
import { createPaymentV1, metadataBody } from "./wire";

const operation = operationsWith(validateFirst);

const P = "/api/payments";
// The schemas refuse what lies in the future; what they say of themselves is the same at any time.
/** The first wire version: payments. */
export const v1Operations: readonly KeyedOperation[] = [
  operation({
    id: "createPaymentV1",
    method: "POST",
    path: `${P}/payments`,
    permission: "payments:create",
    summary: "Report a payment, or what became of it",
    description: REPORT,
    body: { schema: createPaymentV1 },
    answers: { 200: { description: "The payment as it is stored now.", schema: one(paymentV1) } },
    example: {
      body: {
        reference: "pi_3Qk1042",
        connectorID: "$CONNECTOR_ID",
        createdAt: "2026-01-05T10:00:00Z",
        type: "PAY-IN",
        amount: 1340,
        asset: "USD/2",
        scheme: "visa",
        status: "PENDING",
      },
    },
    handle: async ({ ctx, body }) =>
      losslessJson({ data: presentPaymentV1(await recordConnectedPayment({ ctx, input: body })) }),
  }),
  operation({
    id: "listPaymentsV1",
    method: "GET",
    path: `${P}/payments`,
    permission: "payments:read",
    summary: "List payments",
    description: "Payments of every door. `adjustments` is empty in lists; follow `next` for more.",
    query: paymentsQuery,
    answers: { 200: { description: "A page of payments.", schema: page(paymentV1) } },
    example: { query: { pageSize: "20", query: '{"$match":{"status":"FAILED"}}' } },
    handle: async ({ ctx, url }) => {
      const input = readPageRequest("payments/v1", url.searchParams, SORTS);
      const page = await listConnectedPayments({ ctx, input, version: "v1" });
      return paymentsPage(page, presentPaymentV1);
    },
  }),
  operation({
    id: "getPaymentV1",
    method: "GET",
    path: `${P}/payments/:id`,
    permission: "payments:read",
    summary: "Read a payment",
    params: PAYMENT_PARAMS,
    answers: {
      200: { description: "The payment with all its adjustments, newest first.", schema: one(paymentV1) },
    },
    example: { params: { id: "$PAYMENT_ID" } },
    handle: async (call) => losslessJson({ data: presentPaymentV1(await paymentAt(call)) }),
  }),
  operation({
    id: "updateMetadataV1",
    method: "PATCH",
    path: `${P}/payments/:id/metadata`,
    permission: "payments:adjust",
    summary: "Merge metadata",
    description: "Nothing is deleted. `{}`, null and values that are no text are refused.",
    params: PAYMENT_PARAMS,
    load: uuidAt,
    body: { schema: metadataBody, read: "object or null", schemaFor: () => METADATA },
    answers: { 204: { description: "Merged.", schema: null } },
    example: { params: { id: "$PAYMENT_ID" }, body: { ledger: "2026-01" } },
    handle: mergeMetadata,
  }),
];
