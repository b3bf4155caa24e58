import { pageQuery } from "@/lib/connected/query/query-schema";
import type { Operation } from "@/lib/http/operation";
import { accountV1, connectorIdV1, connectorsV1, one, page } from "./answers";
import { createAccount, createConnector } from "./wire";

const P = "/api/payments";

export const CONNECTOR_PARAMS = { provider: "generic, dummypay or stripe, in any case and hyphenation." };
export const ACCOUNT_PARAMS = { id: "The account's id, unpadded base64url." };

/** Connectors and accounts of the first wire version. */
export const connectorOperations: readonly Operation[] = [
  {
    id: "listConnectorsV1",
    method: "GET",
    path: `${P}/connectors`,
    summary: "List connectors",
    answers: { 200: { description: "Every connector, the oldest first.", schema: connectorsV1 } },
  },
  {
    id: "installConnectorV1",
    method: "POST",
    path: `${P}/connectors/:provider`,
    summary: "Add a connector",
    params: CONNECTOR_PARAMS,
    body: { schema: createConnector },
    answers: { 201: { description: "The new connector's id.", schema: connectorIdV1 } },
    example: { params: { provider: "generic" }, body: { name: "Bank of the lake" } },
  },
  {
    id: "createAccountV1",
    method: "POST",
    path: `${P}/accounts`,
    summary: "Record an account",
    description: "The same reference again gives the account that is there.",
    body: { schema: createAccount(new Date(0)) },
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
  },
  {
    id: "listAccountsV1",
    method: "GET",
    path: `${P}/accounts`,
    summary: "List accounts",
    query: pageQuery,
    answers: { 200: { description: "A page of accounts, newest first.", schema: page(accountV1) } },
    example: { query: { pageSize: "20" } },
  },
  {
    id: "getAccountV1",
    method: "GET",
    path: `${P}/accounts/:id`,
    summary: "Read an account",
    params: ACCOUNT_PARAMS,
    answers: { 200: { description: "The account.", schema: one(accountV1) } },
    example: { params: { id: "$ACCOUNT_ID" } },
  },
];
