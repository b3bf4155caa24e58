import { PAYMENT_PARAMS, pageQuery, paymentsQuery, REPORT } from "@/lib/connected/query/query-schema";
import type { Operation } from "@/lib/http/operation";
import { accountV3, connectorIdV3, connectorV3, one, page, paymentV3 } from "./answers";
import { ACCOUNT_PARAMS, CONNECTOR_PARAMS } from "./operations-connectors";
import { createAccount, createConnector, createPaymentV3, metadataBody } from "./wire";

const V3 = "/api/payments/v3";
const NOW = new Date(0);

/** The second wire version. */
export const v3Operations: readonly Operation[] = [
  {
    id: "createPaymentV3",
    method: "POST",
    path: `${V3}/payments`,
    summary: "Report a payment with its adjustments (v3)",
    description: `\`amount\` is the amount before the adjustments given, and every one of them applies. ${REPORT}`,
    body: { schema: createPaymentV3(NOW) },
    answers: { 201: { description: "The payment as it is stored now.", schema: one(paymentV3) } },
    example: {
      body: {
        reference: "pi_3Qk1043",
        connectorID: "$CONNECTOR_ID",
        createdAt: "2026-01-05T10:00:00Z",
        type: "PAY-IN",
        initialAmount: 1340,
        amount: 1340,
        asset: "USD/2",
        scheme: "CARD_VISA",
        adjustments: [
          {
            reference: "evt-1",
            createdAt: "2026-01-05T10:00:00Z",
            status: "SUCCEEDED",
            amount: 1340,
            asset: "USD/2",
          },
        ],
      },
    },
  },
  {
    id: "listPaymentsV3",
    method: "GET",
    path: `${V3}/payments`,
    summary: "List payments (v3)",
    query: paymentsQuery,
    answers: { 200: { description: "A page of payments.", schema: page(paymentV3) } },
    example: { query: { sort: "amount:desc" } },
  },
  {
    id: "getPaymentV3",
    method: "GET",
    path: `${V3}/payments/:id`,
    summary: "Read a payment (v3)",
    params: PAYMENT_PARAMS,
    answers: { 200: { description: "The payment.", schema: one(paymentV3) } },
    example: { params: { id: "$PAYMENT_ID" } },
  },
  {
    id: "updateMetadataV3",
    method: "PATCH",
    path: `${V3}/payments/:id/metadata`,
    summary: "Merge metadata (v3)",
    params: PAYMENT_PARAMS,
    body: { schema: metadataBody },
    answers: { 204: { description: "Merged.", schema: null } },
    example: { params: { id: "$PAYMENT_ID" }, body: { ledger: "2026-01" } },
  },
  {
    id: "listConnectorsV3",
    method: "GET",
    path: `${V3}/connectors`,
    summary: "List connectors (v3)",
    answers: { 200: { description: "Every connector.", schema: page(connectorV3) } },
  },
  {
    id: "installConnectorV3",
    method: "POST",
    path: `${V3}/connectors/install/:provider`,
    summary: "Add a connector (v3)",
    params: CONNECTOR_PARAMS,
    body: { schema: createConnector },
    answers: { 202: { description: "The new connector's id.", schema: connectorIdV3 } },
    example: { params: { provider: "generic" }, body: { name: "Bank of the lake" } },
  },
  {
    id: "createAccountV3",
    method: "POST",
    path: `${V3}/accounts`,
    summary: "Record an account (v3)",
    body: { schema: createAccount(NOW) },
    answers: { 201: { description: "The account, new or known.", schema: one(accountV3) } },
    example: {
      body: {
        reference: "acct-2",
        connectorID: "$CONNECTOR_ID",
        createdAt: "2026-01-05T10:00:00Z",
        accountName: "Savings",
        type: "INTERNAL",
      },
    },
  },
  {
    id: "listAccountsV3",
    method: "GET",
    path: `${V3}/accounts`,
    summary: "List accounts (v3)",
    query: pageQuery,
    answers: { 200: { description: "A page of accounts.", schema: page(accountV3) } },
  },
  {
    id: "getAccountV3",
    method: "GET",
    path: `${V3}/accounts/:id`,
    summary: "Read an account (v3)",
    params: ACCOUNT_PARAMS,
    answers: { 200: { description: "The account.", schema: one(accountV3) } },
    example: { params: { id: "$ACCOUNT_ID" } },
  },
];
