import { one, page } from "@/lib/connected/answers";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { type Addressed, BY_ID, BY_PROVIDER, namedConnector, soleConnector } from "./addressed";
import { taskV1 } from "./answers";
import { presentTaskV1 } from "./present";
import { getConnectorTask, listTasks } from "./tasks";

const AT = "/api/payments/connectors/:provider";
const operation = operationsWith(validateFirst);

const DESCRIPTION = "What the connector was asked to send or to call back, or will be on a day ahead.";
const TASK = { taskId: "The task's id." };

const listOf = ({ id, path, params, find, example }: Addressed) =>
  operation({
    ...{ id, path, params, example },
    method: "GET",
    permission: "connectors:read",
    summary: params.id ? "List a connector's tasks" : "List the tasks of a provider's connector",
    description: DESCRIPTION,
    query: pageQuery,
    answers: { 200: { description: "A page, newest first.", schema: page(taskV1) } },
    load: find,
    handle: async ({ ctx, loaded: connector, url }) => {
      const request = readPageRequest(`connectors/${connector.id}/tasks`, url.searchParams);
      const found = await listTasks({ ctx, input: { connector, page: request } });
      return Response.json({
        cursor: { ...found, data: found.data.map((each) => presentTaskV1(connector, each)) },
      });
    },
  });

const oneOf = ({ id, path, params, find, example }: Addressed) =>
  operation({
    ...{ id, path, params, example },
    method: "GET",
    permission: "connectors:read",
    summary: params.id ? "Read a connector's task" : "Read a task of a provider's connector",
    description: DESCRIPTION,
    answers: { 200: { description: "The task.", schema: one(taskV1) } },
    load: find,
    handle: async ({ ctx, loaded: connector, params: { taskId = "" } }) => {
      const found = await getConnectorTask({ ctx, input: { connector, id: taskId } });
      return Response.json({ data: presentTaskV1(connector, found) });
    },
  });

const bySole = { find: soleConnector };
const byName = { find: namedConnector };
const sole = { provider: "$SANDBOX_PROVIDER" };
const named = { provider: "$SANDBOX_PROVIDER", id: "$SANDBOX_CONNECTOR_ID" };

/** What connectors were asked, in the first wire version. */
export const taskOperationsV1: readonly KeyedOperation[] = [
  listOf({
    id: "listProviderTasksV1",
    path: `${AT}/tasks`,
    params: BY_PROVIDER,
    example: { params: sole },
    ...bySole,
  }),
  listOf({
    id: "listConnectorTasksV1",
    path: `${AT}/:id/tasks`,
    params: BY_ID,
    example: { params: named },
    ...byName,
  }),
  oneOf({
    id: "getProviderTaskV1",
    path: `${AT}/tasks/:taskId`,
    params: { ...BY_PROVIDER, ...TASK },
    example: { params: { ...sole, taskId: "$TASK_ID" } },
    ...bySole,
  }),
  oneOf({
    id: "getConnectorTaskV1",
    path: `${AT}/:id/tasks/:taskId`,
    params: { ...BY_ID, ...TASK },
    example: { params: { ...named, taskId: "$TASK_ID" } },
    ...byName,
  }),
];
