import { z } from "zod";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { type KeyedOperation, type Method, operationsWith } from "@/lib/http/operation";
import type { Permission } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { validateFirst } from "./validate-first";

const operation = operationsWith(validateFirst);
const balancesQuery = pageQuery.extend({ at: z.string().optional() });

const V1 = "/api/payments";
const V3 = "/api/payments/v3";

type Row = [id: string, method: Method, path: string, permission: Permission, summary: string];

/** What the dialect documents and no connector here can do. Clients know the refusal, and would take a 404 for a wrong address. */
const NOT_OFFERED: readonly Row[] = [
  ["listPoolsV1", "GET", `${V1}/pools`, "payments:read", "List pools"],
  ["createPoolV1", "POST", `${V1}/pools`, "payments:create", "Make a pool of accounts"],
  ["getPoolV1", "GET", `${V1}/pools/:id`, "payments:read", "Read a pool"],
  ["deletePoolV1", "DELETE", `${V1}/pools/:id`, "payments:create", "Delete a pool"],
  ["updatePoolQueryV1", "PATCH", `${V1}/pools/:id/query`, "payments:create", "Change a pool's query"],
  ["addAccountToPoolV1", "POST", `${V1}/pools/:id/accounts`, "payments:create", "Add an account to a pool"],
  [
    "removeAccountFromPoolV1",
    "DELETE",
    `${V1}/pools/:id/accounts/:accountId`,
    "payments:create",
    "Take an account out of a pool",
  ],
  [
    "getPoolBalancesV1",
    "GET",
    `${V1}/pools/:id/balances`,
    "payments:read",
    "Read a pool's balances at a time",
  ],
  [
    "getPoolBalancesLatestV1",
    "GET",
    `${V1}/pools/:id/balances/latest`,
    "payments:read",
    "Read a pool's balances now",
  ],
  ["createBankAccountV1", "POST", `${V1}/bank-accounts`, "payments:create", "Keep bank details"],
  ["listBankAccountsV1", "GET", `${V1}/bank-accounts`, "payments:read", "List bank details"],
  ["getBankAccountV1", "GET", `${V1}/bank-accounts/:id`, "payments:read", "Read bank details"],
  [
    "forwardBankAccountV1",
    "POST",
    `${V1}/bank-accounts/:id/forward`,
    "payments:create",
    "Hand bank details to a connector",
  ],
  [
    "updateBankAccountMetadataV1",
    "PATCH",
    `${V1}/bank-accounts/:id/metadata`,
    "payments:create",
    "Merge bank details' metadata",
  ],
  [
    "uninstallProviderV1",
    "DELETE",
    `${V1}/connectors/:provider`,
    "connectors:manage",
    "Remove the connector of a provider",
  ],
  [
    "uninstallConnectorV1",
    "DELETE",
    `${V1}/connectors/:provider/:id`,
    "connectors:manage",
    "Remove a connector",
  ],
  [
    "readProviderConfigV1",
    "GET",
    `${V1}/connectors/:provider/config`,
    "connectors:read",
    "Read the configuration of a provider's connector",
  ],
  [
    "updateConnectorConfigV1",
    "POST",
    `${V1}/connectors/:provider/:id/config`,
    "connectors:manage",
    "Change a connector's configuration",
  ],
  [
    "resetProviderV1",
    "POST",
    `${V1}/connectors/:provider/reset`,
    "connectors:manage",
    "Reset the connector of a provider",
  ],
  [
    "resetConnectorV1",
    "POST",
    `${V1}/connectors/:provider/:id/reset`,
    "connectors:manage",
    "Reset a connector",
  ],
  [
    "listProviderTasksV1",
    "GET",
    `${V1}/connectors/:provider/tasks`,
    "connectors:read",
    "List the tasks of a provider's connector",
  ],
  [
    "listConnectorTasksV1",
    "GET",
    `${V1}/connectors/:provider/:id/tasks`,
    "connectors:read",
    "List a connector's tasks",
  ],
  [
    "getProviderTaskV1",
    "GET",
    `${V1}/connectors/:provider/tasks/:taskId`,
    "connectors:read",
    "Read a task of a provider's connector",
  ],
  [
    "getConnectorTaskV1",
    "GET",
    `${V1}/connectors/:provider/:id/tasks/:taskId`,
    "connectors:read",
    "Read a connector's task",
  ],
  [
    "connectorTransferV1",
    "POST",
    `${V1}/connectors/:provider/transfers`,
    "payments:create",
    "Transfer within a provider",
  ],
  ["createBankAccountV3", "POST", `${V3}/bank-accounts`, "payments:create", "Keep bank details (v3)"],
  ["listBankAccountsV3", "GET", `${V3}/bank-accounts`, "payments:read", "List bank details (v3)"],
  ["getBankAccountV3", "GET", `${V3}/bank-accounts/:id`, "payments:read", "Read bank details (v3)"],
  [
    "updateBankAccountMetadataV3",
    "PATCH",
    `${V3}/bank-accounts/:id/metadata`,
    "payments:create",
    "Merge bank details' metadata (v3)",
  ],
  [
    "forwardBankAccountV3",
    "POST",
    `${V3}/bank-accounts/:id/forward`,
    "payments:create",
    "Hand bank details to a connector (v3)",
  ],
  ["uninstallConnectorV3", "DELETE", `${V3}/connectors/:id`, "connectors:manage", "Remove a connector (v3)"],
  [
    "updateConnectorConfigV3",
    "PATCH",
    `${V3}/connectors/:id/config`,
    "connectors:manage",
    "Change a connector's configuration (v3)",
  ],
  ["resetConnectorV3", "POST", `${V3}/connectors/:id/reset`, "connectors:manage", "Reset a connector (v3)"],
  [
    "listSchedulesV3",
    "GET",
    `${V3}/connectors/:id/schedules`,
    "connectors:read",
    "List a connector's schedules (v3)",
  ],
  [
    "getScheduleV3",
    "GET",
    `${V3}/connectors/:id/schedules/:scheduleId`,
    "connectors:read",
    "Read a connector's schedule (v3)",
  ],
  [
    "listScheduleInstancesV3",
    "GET",
    `${V3}/connectors/:id/schedules/:scheduleId/instances`,
    "connectors:read",
    "List the runs of a schedule (v3)",
  ],
  ["getOrderV3", "GET", `${V3}/orders/:id`, "payments:read", "Read an order (v3)"],
  ["getConversionV3", "GET", `${V3}/conversions/:id`, "payments:read", "Read a conversion (v3)"],
  [
    "createPaymentServiceUserV3",
    "POST",
    `${V3}/payment-service-users`,
    "payments:create",
    "Keep a payment service user (v3)",
  ],
  [
    "listPaymentServiceUsersV3",
    "GET",
    `${V3}/payment-service-users`,
    "payments:read",
    "List payment service users (v3)",
  ],
  [
    "getPaymentServiceUserV3",
    "GET",
    `${V3}/payment-service-users/:id`,
    "payments:read",
    "Read a payment service user (v3)",
  ],
  [
    "deletePaymentServiceUserV3",
    "DELETE",
    `${V3}/payment-service-users/:id`,
    "payments:create",
    "Delete a payment service user (v3)",
  ],
  [
    "listPaymentServiceUserConnectionsV3",
    "GET",
    `${V3}/payment-service-users/:id/connections`,
    "payments:read",
    "List a payment service user's connections (v3)",
  ],
  [
    "deletePaymentServiceUserConnectorV3",
    "DELETE",
    `${V3}/payment-service-users/:id/connectors/:connectorId`,
    "payments:create",
    "Part a payment service user from a connector (v3)",
  ],
  [
    "forwardPaymentServiceUserV3",
    "POST",
    `${V3}/payment-service-users/:id/connectors/:connectorId/forward`,
    "payments:create",
    "Hand a payment service user to a connector (v3)",
  ],
  [
    "createPaymentServiceUserLinkV3",
    "POST",
    `${V3}/payment-service-users/:id/connectors/:connectorId/create-link`,
    "payments:create",
    "Make a link to connect a bank (v3)",
  ],
  [
    "listPaymentServiceUserConnectorConnectionsV3",
    "GET",
    `${V3}/payment-service-users/:id/connectors/:connectorId/connections`,
    "payments:read",
    "List a payment service user's connections at one connector (v3)",
  ],
  [
    "listPaymentServiceUserLinkAttemptsV3",
    "GET",
    `${V3}/payment-service-users/:id/connectors/:connectorId/link-attempts`,
    "payments:read",
    "List attempts to connect a bank (v3)",
  ],
  [
    "getPaymentServiceUserLinkAttemptV3",
    "GET",
    `${V3}/payment-service-users/:id/connectors/:connectorId/link-attempts/:attemptId`,
    "payments:read",
    "Read an attempt to connect a bank (v3)",
  ],
  [
    "deletePaymentServiceUserConnectionV3",
    "DELETE",
    `${V3}/payment-service-users/:id/connectors/:connectorId/connections/:connectionId`,
    "payments:create",
    "Delete a connection (v3)",
  ],
  [
    "updatePaymentServiceUserLinkV3",
    "POST",
    `${V3}/payment-service-users/:id/connectors/:connectorId/connections/:connectionId/update-link`,
    "payments:create",
    "Make a link to renew a connection (v3)",
  ],
  [
    "addBankAccountToPaymentServiceUserV3",
    "POST",
    `${V3}/payment-service-users/:id/bank-accounts/:bankAccountId`,
    "payments:create",
    "Give a payment service user bank details (v3)",
  ],
  [
    "forwardPaymentServiceUserBankAccountV3",
    "POST",
    `${V3}/payment-service-users/:id/bank-accounts/:bankAccountId/forward`,
    "payments:create",
    "Hand a payment service user's bank details to a connector (v3)",
  ],
  ["createPoolV3", "POST", `${V3}/pools`, "payments:create", "Make a pool of accounts (v3)"],
  ["listPoolsV3", "GET", `${V3}/pools`, "payments:read", "List pools (v3)"],
  ["getPoolV3", "GET", `${V3}/pools/:id`, "payments:read", "Read a pool (v3)"],
  ["deletePoolV3", "DELETE", `${V3}/pools/:id`, "payments:create", "Delete a pool (v3)"],
  ["updatePoolQueryV3", "PATCH", `${V3}/pools/:id/query`, "payments:create", "Change a pool's query (v3)"],
  [
    "getPoolBalancesV3",
    "GET",
    `${V3}/pools/:id/balances`,
    "payments:read",
    "Read a pool's balances at a time (v3)",
  ],
  [
    "getPoolBalancesLatestV3",
    "GET",
    `${V3}/pools/:id/balances/latest`,
    "payments:read",
    "Read a pool's balances now (v3)",
  ],
  [
    "addAccountToPoolV3",
    "POST",
    `${V3}/pools/:id/accounts/:accountId`,
    "payments:create",
    "Add an account to a pool (v3)",
  ],
  [
    "removeAccountFromPoolV3",
    "DELETE",
    `${V3}/pools/:id/accounts/:accountId`,
    "payments:create",
    "Take an account out of a pool (v3)",
  ],
];

/** Each is refused, whatever it is sent. */
export const notOfferedOperations: readonly KeyedOperation[] = NOT_OFFERED.map(
  ([id, method, path, permission, summary]) => {
    const params = Object.fromEntries(
      [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => [name, "Not read."]),
    );
    return operation({
      id,
      method,
      path,
      permission,
      summary,
      description: "No connector here can do this: always refused with `CONNECTOR_CAPABILITY_NOT_SUPPORTED`.",
      params,
      ...(method === "GET" && { query: path.endsWith("/balances") ? balancesQuery : pageQuery }),
      answers: {},
      example: { params: Object.fromEntries(Object.keys(params).map((name) => [name, "any"])) },
      handle: () => {
        const message = `no connector here can do this: ${summary.toLowerCase()}`;
        return Promise.reject(new Refused({ code: "capability_not_supported", message }));
      },
    });
  },
);
