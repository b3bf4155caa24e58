import { z } from "zod";
import { PAYMENT_PARAMS, paymentsQuery, REPORT } from "@/lib/connected/query/query-schema";
import type { Operation, Reference } from "@/lib/http/operation";
import { one, page, paymentV1, serverInfo, tokenAnswer, versions } from "./answers";
import { connectorOperations } from "./operations-connectors";
import { v3Operations } from "./operations-v3";
import { CONNECTED_REFUSALS, TOKEN_REFUSALS } from "./refusals";
import { addAdjustment, createPaymentV1, metadataBody } from "./wire";

const P = "/api/payments";
// The schemas refuse what lies in the future; what they say of themselves is the same at any time.
const NOW = new Date(0);

const v1Operations: readonly Operation[] = [
  {
    id: "createPaymentV1",
    method: "POST",
    path: `${P}/payments`,
    summary: "Report a payment, or what became of it",
    description: REPORT,
    body: { schema: createPaymentV1(NOW) },
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
  },
  {
    id: "listPaymentsV1",
    method: "GET",
    path: `${P}/payments`,
    summary: "List payments",
    description: "Payments of every door. `adjustments` is empty in lists; follow `next` for more.",
    query: paymentsQuery,
    answers: { 200: { description: "A page of payments.", schema: page(paymentV1) } },
    example: { query: { pageSize: "20", query: '{"$match":{"status":"FAILED"}}' } },
  },
  {
    id: "getPaymentV1",
    method: "GET",
    path: `${P}/payments/:id`,
    summary: "Read a payment",
    params: PAYMENT_PARAMS,
    answers: {
      200: { description: "The payment with all its adjustments, newest first.", schema: one(paymentV1) },
    },
    example: { params: { id: "$PAYMENT_ID" } },
  },
  {
    id: "updateMetadataV1",
    method: "PATCH",
    path: `${P}/payments/:id/metadata`,
    summary: "Merge metadata",
    description: "Nothing is deleted. `{}`, null and values that are no text are refused.",
    params: PAYMENT_PARAMS,
    body: { schema: metadataBody },
    answers: { 204: { description: "Merged.", schema: null } },
    example: { params: { id: "$PAYMENT_ID" }, body: { ledger: "2026-01" } },
  },
  {
    id: "addAdjustment",
    method: "POST",
    path: `${P}/payments/:id/adjustments`,
    summary: "Report what became of a payment of any door",
    description:
      "A status that the life cycle of the payment's door forbids is a 400 with the code CONFLICT.",
    params: PAYMENT_PARAMS,
    body: { schema: addAdjustment(NOW) },
    answers: {
      200: { description: "It was reported before; nothing changed.", schema: one(paymentV1) },
      201: { description: "The payment with the new adjustment.", schema: one(paymentV1) },
    },
    example: {
      params: { id: "$PAYMENT_ID" },
      body: { reference: "evt-77", createdAt: "2026-01-06T10:00:00Z", status: "SUCCEEDED", amount: 1340 },
    },
  },
];

/** What the connected door takes and answers. */
export const connectedReference: Reference = {
  tag: "Connected payments",
  name: "Connected",
  description:
    "Every payment of every provider and door in one list, in two wire versions over one model. Amounts are JSON integers " +
    "in minor units, exact however large; ids are opaque. Use an access token or the API key itself.",
  prefix: P,
  security: ["bearer", "oauth2"],
  refusals: CONNECTED_REFUSALS,
  operations: [
    ...v1Operations,
    ...v3Operations,
    ...connectorOperations,
    {
      id: "getServerInfo",
      method: "GET",
      path: `${P}/_info`,
      summary: "Which version this is",
      isPublic: true,
      answers: { 200: { description: "The version.", schema: serverInfo } },
    },
  ],
};

/** The OAuth 2 client-credentials grant. */
export const tokenReference: Reference = {
  tag: "Access tokens",
  name: "Token",
  description: "An API key is exchanged for an access token of an hour. OAuth 2, client credentials.",
  prefix: "/api/auth/oauth/token",
  security: [],
  refusals: TOKEN_REFUSALS,
  operations: [
    {
      id: "createAccessToken",
      method: "POST",
      path: "/api/auth/oauth/token",
      summary: "Exchange a key for an access token",
      description:
        "`client_id` is the key's id, `client_secret` its secret; both may come by HTTP Basic instead. Without a `scope` " +
        "the token has all the key has.",
      isPublic: true,
      body: {
        contentType: "application/x-www-form-urlencoded",
        schema: z.object({
          grant_type: z.literal("client_credentials"),
          client_id: z.string().optional(),
          client_secret: z.string().optional(),
          scope: z
            .string()
            .optional()
            .meta({ examples: ["payments:read"] }),
        }),
      },
      answers: { 200: { description: "The token.", schema: tokenAnswer } },
      refuses: [401],
      example: {
        body: {
          grant_type: "client_credentials",
          client_id: "$KEY_ID",
          client_secret: "$API_KEY",
          scope: "payments:read",
        },
      },
    },
  ],
};

/** Where a client finds out what a stack is made of. */
export const versionsOperation: Operation = {
  id: "getVersions",
  method: "GET",
  path: "/versions",
  summary: "What this stack is made of",
  isPublic: true,
  answers: { 200: { description: "The parts and their versions.", schema: versions } },
};
