import { getAccount, listAccounts, recordAccount } from "@/lib/connected/connectors/account";
import { installConnectorBody, refuseOtherProvider } from "@/lib/connected/connectors/config-body";
import { addConnector, listConnectors } from "@/lib/connected/connectors/connectors";
import { recordConnectedPaymentV3 } from "@/lib/connected/payments/record-connected-payment";
import { listConnectedPayments } from "@/lib/connected/query/list-connected-payments";
import { pageOfList } from "@/lib/connected/query/page-of-list";
import { readPageRequest, SORTS } from "@/lib/connected/query/page-request";
import {
  accountsQuery,
  PAYMENT_PARAMS,
  pageQuery,
  paymentsQuery,
  REPORT,
} from "@/lib/connected/query/query-schema";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { accountV3, connectorIdV3, connectorV3, one, page, paymentV3 } from "./answers";
import { encodeConnectorId } from "./ids";
import { ACCOUNT_PARAMS, CONNECTOR_PARAMS } from "./operations-connectors";
import { METADATA, mergeMetadata, paymentAt, uuidAt } from "./payment-at";
import {
  losslessJson,
  paymentsPage,
  presentAccountV3,
  presentConnectorV3,
  presentPaymentV3,
} from "./present";
import { validateFirst } from "./validate-first";
import { createAccount, createPaymentV3, metadataBody } from "./wire";

const V3 = "/api/payments/v3";
const operation = operationsWith(validateFirst);

/** The second wire version. */
export const v3Operations: readonly KeyedOperation[] = [
  operation({
    id: "createPaymentV3",
    method: "POST",
    path: `${V3}/payments`,
    permission: "payments:create",
    summary: "Report a payment with its adjustments (v3)",
    description: `\`amount\` is the amount before the adjustments given, and every one of them applies. ${REPORT}`,
    body: { schema: createPaymentV3 },
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
    handle: async ({ ctx, body }) =>
      losslessJson({ data: presentPaymentV3(await recordConnectedPaymentV3({ ctx, input: body })) }, 201),
  }),
  operation({
    id: "listPaymentsV3",
    method: "GET",
    path: `${V3}/payments`,
    permission: "payments:read",
    summary: "List payments (v3)",
    query: paymentsQuery,
    answers: { 200: { description: "A page of payments.", schema: page(paymentV3) } },
    example: { query: { sort: "amount:desc" } },
    handle: async ({ ctx, url }) => {
      const input = readPageRequest("payments/v3", url.searchParams, SORTS);
      const page = await listConnectedPayments({ ctx, input, version: "v3" });
      return paymentsPage(page, presentPaymentV3);
    },
  }),
  operation({
    id: "getPaymentV3",
    method: "GET",
    path: `${V3}/payments/:id`,
    permission: "payments:read",
    summary: "Read a payment (v3)",
    params: PAYMENT_PARAMS,
    answers: { 200: { description: "The payment.", schema: one(paymentV3) } },
    example: { params: { id: "$PAYMENT_ID" } },
    handle: async (call) => losslessJson({ data: presentPaymentV3(await paymentAt(call)) }),
  }),
  operation({
    id: "updateMetadataV3",
    method: "PATCH",
    path: `${V3}/payments/:id/metadata`,
    permission: "payments:adjust",
    summary: "Merge metadata (v3)",
    params: PAYMENT_PARAMS,
    load: uuidAt,
    body: { schema: metadataBody, read: "object or null", schemaFor: () => METADATA },
    answers: { 204: { description: "Merged.", schema: null } },
    example: { params: { id: "$PAYMENT_ID" }, body: { ledger: "2026-01" } },
    handle: mergeMetadata,
  }),
  operation({
    id: "listConnectorsV3",
    method: "GET",
    path: `${V3}/connectors`,
    permission: "connectors:read",
    summary: "List connectors (v3)",
    query: pageQuery,
    answers: { 200: { description: "A page of connectors, the oldest first.", schema: page(connectorV3) } },
    handle: async ({ ctx, url }) => {
      const input = readPageRequest("connectors/v3", url.searchParams);
      const page = pageOfList(await listConnectors({ ctx }), input, ({ createdAt, id }) => [
        createdAt.toISOString(),
        id,
      ]);
      return Response.json({ cursor: { ...page, data: page.data.map(presentConnectorV3) } });
    },
  }),
  operation({
    id: "installConnectorV3",
    method: "POST",
    path: `${V3}/connectors/install/:provider`,
    permission: "connectors:manage",
    summary: "Add a connector (v3)",
    params: CONNECTOR_PARAMS,
    body: { schema: installConnectorBody },
    answers: { 202: { description: "The new connector's id.", schema: connectorIdV3 } },
    example: { params: { provider: "generic" }, body: { name: "Bank of the lake" } },
    handle: async ({ ctx, params: { provider = "" }, body: { name, provider: said } }) => {
      refuseOtherProvider(provider, said);
      const connector = await addConnector({ ctx, input: { provider, name } });
      return Response.json({ data: encodeConnectorId(connector) }, { status: 202 });
    },
  }),
  operation({
    id: "createAccountV3",
    method: "POST",
    path: `${V3}/accounts`,
    permission: "payments:create",
    summary: "Record an account (v3)",
    body: { schema: createAccount },
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
    handle: async ({ ctx, body }) =>
      Response.json({ data: presentAccountV3(await recordAccount({ ctx, input: body })) }, { status: 201 }),
  }),
  operation({
    id: "listAccountsV3",
    method: "GET",
    path: `${V3}/accounts`,
    permission: "payments:read",
    summary: "List accounts (v3)",
    query: pageQuery.extend({ query: accountsQuery }),
    answers: { 200: { description: "A page of accounts.", schema: page(accountV3) } },
    handle: async ({ ctx, url }) => {
      const page = await listAccounts({ ctx, input: readPageRequest("accounts/v3", url.searchParams) });
      return Response.json({ cursor: { ...page, data: page.data.map(presentAccountV3) } });
    },
  }),
  operation({
    id: "getAccountV3",
    method: "GET",
    path: `${V3}/accounts/:id`,
    permission: "payments:read",
    summary: "Read an account (v3)",
    params: ACCOUNT_PARAMS,
    answers: { 200: { description: "The account.", schema: one(accountV3) } },
    example: { params: { id: "$ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: presentAccountV3(await getAccount({ ctx, input: { id } })) }),
  }),
];
