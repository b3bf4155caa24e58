import type { NotOfferedRow } from "./row";

const V1 = "/api/payments";

/** What the first wire version documents and no connector here can do. */
export const NOT_OFFERED_V1: readonly NotOfferedRow[] = [
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
];
