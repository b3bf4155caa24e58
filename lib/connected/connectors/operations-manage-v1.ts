import { one } from "@/lib/connected/answers";
import { transferMade } from "@/lib/connected/initiations/answers";
import { initiationId } from "@/lib/connected/initiations/initiation";
import { transferWithin } from "@/lib/connected/initiations/transfer-within";
import { transferBody } from "@/lib/connected/initiations/wire";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { type Addressed, BY_ID, BY_PROVIDER, namedConnector, soleConnector } from "./addressed";
import { configOf } from "./capabilities";
import { updateConnectorConfigBody } from "./config-body";
import { config } from "./operations-configs";
import { resetConnector, uninstallConnector } from "./remove-connector";
import { updateConnectorConfig } from "./update-connector-config";

const AT = "/api/payments/connectors/:provider";
const operation = operationsWith(validateFirst);

/** What is taken away, and what is not. */
export const REMOVAL =
  "Refused with `CONFLICT`, saying why, where the connector holds payments, payment initiations or imports, or where a " +
  "connection stands behind it: no history of money is ever deleted. Such a connector can be paused.";

const uninstall = ({ id, path, params, find, example }: Addressed) =>
  operation({
    ...{ id, path, params, example },
    method: "DELETE",
    permission: "connectors:manage",
    summary: params.id ? "Remove a connector" : "Remove the connector of a provider",
    description: `Its accounts go with it. ${REMOVAL}`,
    answers: { 204: { description: "Removed.", schema: null } },
    load: find,
    handle: async ({ ctx, loaded: connector }) => {
      await uninstallConnector({ ctx, input: { connector } });
      return noContent();
    },
  });

const reset = ({ id, path, params, find, example }: Addressed) =>
  operation({
    ...{ id, path, params, example },
    method: "POST",
    permission: "connectors:manage",
    summary: params.id ? "Reset a connector" : "Reset the connector of a provider",
    description: `Takes its accounts away. ${REMOVAL}`,
    answers: { 204: { description: "Reset.", schema: null } },
    load: find,
    handle: async ({ ctx, loaded: connector }) => {
      await resetConnector({ ctx, input: { connector } });
      return noContent();
    },
  });

const bySole = { params: BY_PROVIDER, find: soleConnector, example: { params: { provider: "$PROVIDER" } } };
const byName = {
  params: BY_ID,
  find: namedConnector,
  example: { params: { provider: "generic", id: "$EMPTY_CONNECTOR_ID" } },
};

/** How connectors are configured, put back and taken away, in the first wire version. */
export const manageOperationsV1: readonly KeyedOperation[] = [
  uninstall({ id: "uninstallProviderV1", path: AT, ...bySole }),
  uninstall({ id: "uninstallConnectorV1", path: `${AT}/:id`, ...byName }),
  reset({ id: "resetProviderV1", path: `${AT}/reset`, ...bySole }),
  reset({ id: "resetConnectorV1", path: `${AT}/:id/reset`, ...byName }),
  operation({
    id: "readProviderConfigV1",
    method: "GET",
    path: `${AT}/config`,
    permission: "connectors:read",
    summary: "Read the configuration of a provider's connector",
    params: BY_PROVIDER,
    answers: { 200: { description: "The configuration.", schema: one(config) } },
    example: { params: { provider: "$PROVIDER" } },
    load: soleConnector,
    handle: async ({ loaded }) => Response.json({ data: configOf(loaded) }),
  }),
  operation({
    id: "updateConnectorConfigV1",
    method: "POST",
    path: `${AT}/:id/config`,
    permission: "connectors:manage",
    summary: "Change a connector's configuration",
    description: "Only the name is kept; anything else that is not as it is shown is refused by name.",
    params: BY_ID,
    load: namedConnector,
    body: { schema: updateConnectorConfigBody },
    answers: { 204: { description: "Changed.", schema: null } },
    example: { params: { provider: "generic", id: "$CONNECTOR_ID" }, body: { name: "Bank of the lake" } },
    handle: async ({ ctx, loaded: connector, body }) => {
      await updateConnectorConfig({ ctx, input: { ...body, connector } });
      return noContent();
    },
  }),
  operation({
    id: "connectorTransferV1",
    method: "POST",
    path: `${AT}/transfers`,
    permission: "payments:initiate",
    summary: "Transfer within a provider",
    description:
      "Between two accounts of a connector of DUMMY-PAY, by their references; a transfer initiation that waits for its " +
      "approval. It has no reference of yours: sent twice it is two.",
    params: BY_PROVIDER,
    load: soleConnector,
    body: { schema: transferBody },
    answers: { 200: { description: "The transfer initiation's id.", schema: transferMade } },
    example: {
      params: { provider: "$SANDBOX_PROVIDER" },
      body: { amount: 100, asset: "EUR/2", destination: "$SANDBOX_ACCOUNT_REFERENCE" },
    },
    handle: async ({ ctx, loaded: connector, body }) =>
      Response.json({ id: initiationId(await transferWithin({ ctx, input: { ...body, connector } })) }),
  }),
];
