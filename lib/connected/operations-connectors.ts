import { getAccount, listAccounts, recordAccount } from "@/lib/connected/connectors/account";
import { installConnectorBody, refuseOtherProvider } from "@/lib/connected/connectors/config-body";
import { addConnector, listConnectors } from "@/lib/connected/connectors/connectors";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { accountsQuery, sortedPageQuery } from "@/lib/connected/query/query-schema";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { accountV1, connectorIdV1, connectorListV1, one, page } from "./answers";
import { encodeConnectorId } from "./ids";
import { presentAccountV1, presentConnectorV1 } from "./present";
import { validateFirst } from "./validate-first";
import { createAccount } from "./wire";

const P = "/api/payments";
const operation = operationsWith(validateFirst);

export const CONNECTOR_PARAMS = { provider: "generic, dummypay or stripe, in any case and hyphenation." };
export const ACCOUNT_PARAMS = { id: "The account's id, unpadded base64url." };

/** Connectors and accounts of the first wire version. */
export const connectorOperations: readonly KeyedOperation[] = [
  operation({
    id: "listConnectorsV1",
    method: "GET",
    path: `${P}/connectors`,
    permission: "connectors:read",
    summary: "List connectors",
    answers: { 200: { description: "Every connector, the oldest first.", schema: connectorListV1 } },
    handle: async ({ ctx }) =>
      Response.json({ data: (await listConnectors({ ctx })).map(presentConnectorV1) }),
  }),
  operation({
    id: "installConnectorV1",
    method: "POST",
    path: `${P}/connectors/:provider`,
    permission: "connectors:manage",
    summary: "Add a connector",
    params: CONNECTOR_PARAMS,
    body: { schema: installConnectorBody },
    answers: { 201: { description: "The new connector's id.", schema: connectorIdV1 } },
    example: { params: { provider: "generic" }, body: { name: "Bank of the lake" } },
    handle: async ({ ctx, params: { provider = "" }, body: { name, provider: said } }) => {
      refuseOtherProvider(provider, said);
      const connector = await addConnector({ ctx, input: { provider, name } });
      return Response.json({ data: { connectorID: encodeConnectorId(connector) } }, { status: 201 });
    },
  }),
  operation({
    id: "createAccountV1",
    method: "POST",
    path: `${P}/accounts`,
    permission: "payments:create",
    summary: "Record an account",
    description: "The same reference again gives the account that is there.",
    body: { schema: createAccount },
    answers: { 200: { description: "The account, new or known.", schema: one(accountV1) } },
    example: {
      body: {
        reference: "acct-1",
        connectorID: "$CONNECTOR_ID",
        createdAt: "2026-01-05T10:00:00Z",
        accountName: "Main account",
        type: "INTERNAL",
        defaultAsset: "USD/2",
      },
    },
    handle: async ({ ctx, body }) =>
      Response.json({ data: presentAccountV1(await recordAccount({ ctx, input: body })) }),
  }),
  operation({
    id: "listAccountsV1",
    method: "GET",
    path: `${P}/accounts`,
    permission: "payments:read",
    summary: "List accounts",
    query: sortedPageQuery.extend({ query: accountsQuery }),
    answers: {
      200: {
        description: "A page of accounts, newest first where `sort` says nothing.",
        schema: page(accountV1),
      },
    },
    example: { query: { pageSize: "20" } },
    handle: async ({ ctx, url }) => {
      const page = await listAccounts({ ctx, input: readPageRequest("accounts/v1", url.searchParams) });
      return Response.json({ cursor: { ...page, data: page.data.map(presentAccountV1) } });
    },
  }),
  operation({
    id: "getAccountV1",
    method: "GET",
    path: `${P}/accounts/:id`,
    permission: "payments:read",
    summary: "Read an account",
    params: ACCOUNT_PARAMS,
    answers: { 200: { description: "The account.", schema: one(accountV1) } },
    example: { params: { id: "$ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: presentAccountV1(await getAccount({ ctx, input: { id } })) }),
  }),
];
