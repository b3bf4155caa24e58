import { z } from "zod";
import { one, page } from "@/lib/connected/answers";
import { pageOfList } from "@/lib/connected/query/page-of-list";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { Refused } from "@/lib/verb/problem";
import { CAPABILITIES, capabilitiesByProvider, capabilitiesOf, configOf } from "./capabilities";
import { connectorAt, connectorUnder } from "./one-connector";

const V1 = "/api/payments";
const V3 = "/api/payments/v3";
const operation = operationsWith(validateFirst);

const CONNECTOR_PARAM = { id: "The connector's id, unpadded base64url." };

const field = z.object({ dataType: z.string(), required: z.boolean() });
const configs = one(z.record(z.string(), z.record(z.string(), field)));
const NAME_ALONE = { name: { dataType: "string", required: true } };

/** A connector's configuration as it is shown. */
export const config = z
  .object({
    provider: z.string(),
    name: z.string(),
    apiKey: z.string().optional(),
    endpoint: z.string().optional(),
    directory: z.string().optional(),
  })
  .meta({ id: "ConnectorConfig", description: "All but the name is empty: it is not kept." });

const capabilities = z.array(z.enum(CAPABILITIES));
const nothing = z.object({ id: z.string() });

const configsOperation = (id: string, path: string, summary: string) =>
  operation({
    id,
    method: "GET",
    path,
    permission: "connectors:read",
    summary,
    answers: { 200: { description: "The fields of each provider's configuration.", schema: configs } },
    handle: async () => Response.json({ data: capabilitiesByProvider(() => NAME_ALONE) }),
  });

/** A list of what no connector here reports: there, and empty. */
const emptyList = (id: string, path: string, summary: string) =>
  operation({
    id,
    method: "GET",
    path,
    permission: "payments:read",
    summary,
    description: "No connector here reports any, so there is none.",
    query: pageQuery,
    answers: { 200: { description: "A page without any.", schema: page(nothing) } },
    handle: async ({ url }) => {
      const input = readPageRequest(path, url.searchParams);
      return Response.json({ cursor: pageOfList([], input, () => ["", ""]) });
    },
  });

/** One of what no connector here reports: never there. */
const neverThere = (id: string, path: string, object: string, summary: string) =>
  operation({
    id,
    method: "GET",
    path: `${path}/:id`,
    permission: "payments:read",
    summary,
    description: "No connector here reports any: always refused with `NOT_FOUND`.",
    params: { id: `The ${object}'s id.` },
    answers: {},
    example: { params: { id: "any" } },
    handle: async ({ params: { id: asked = "" } }) => {
      throw new Refused({ code: "not_found", object, id: asked.slice(0, 100) });
    },
  });

/** What connectors are configured with and can do, and what none of them reports. */
export const configOperations: readonly KeyedOperation[] = [
  configsOperation(
    "listConnectorConfigsV1",
    `${V1}/connectors/configs`,
    "List what providers are configured with",
  ),
  configsOperation(
    "listConnectorConfigsV3",
    `${V3}/connectors/configs`,
    "List what providers are configured with (v3)",
  ),
  operation({
    id: "readConnectorConfigV1",
    method: "GET",
    path: `${V1}/connectors/:provider/:id/config`,
    permission: "connectors:read",
    summary: "Read a connector's configuration",
    params: { ...CONNECTOR_PARAM, provider: "The connector's provider." },
    answers: { 200: { description: "The configuration.", schema: one(config) } },
    example: { params: { provider: "generic", id: "$CONNECTOR_ID" } },
    handle: async ({ ctx, params: { provider = "", id = "" } }) =>
      Response.json({ data: configOf(await connectorUnder(ctx, provider, id)) }),
  }),
  operation({
    id: "getConnectorConfigV3",
    method: "GET",
    path: `${V3}/connectors/:id/config`,
    permission: "connectors:read",
    summary: "Read a connector's configuration (v3)",
    params: CONNECTOR_PARAM,
    answers: { 200: { description: "The configuration.", schema: one(config) } },
    example: { params: { id: "$CONNECTOR_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: configOf(await connectorAt(ctx, id)) }),
  }),
  operation({
    id: "listCapabilitiesV3",
    method: "GET",
    path: `${V3}/connectors/capabilities`,
    permission: "connectors:read",
    summary: "List what each provider can do (v3)",
    answers: {
      200: { description: "By provider.", schema: one(z.record(z.string(), capabilities)) },
    },
    handle: async () => Response.json({ data: capabilitiesByProvider(capabilitiesOf) }),
  }),
  operation({
    id: "getConnectorCapabilitiesV3",
    method: "GET",
    path: `${V3}/connectors/:id/capabilities`,
    permission: "connectors:read",
    summary: "Read what a connector can do (v3)",
    params: CONNECTOR_PARAM,
    answers: { 200: { description: "What it can do.", schema: one(capabilities) } },
    example: { params: { id: "$CONNECTOR_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => {
      const { builtIn, provider } = await connectorAt(ctx, id);
      return Response.json({ data: builtIn ? [] : capabilitiesOf(provider) });
    },
  }),
  emptyList("listOrdersV3", `${V3}/orders`, "List orders (v3)"),
  neverThere("getOrderV3", `${V3}/orders`, "order", "Read an order (v3)"),
  emptyList("listConversionsV3", `${V3}/conversions`, "List conversions (v3)"),
  neverThere("getConversionV3", `${V3}/conversions`, "conversion", "Read a conversion (v3)"),
];
