import { one, page } from "@/lib/connected/answers";

import { pageOfList } from "@/lib/connected/query/page-of-list";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type Call, type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { removalTask, schedule, scheduleInstance } from "./answers";
import { updateConnectorConfigBody } from "./config-body";
import { connectorAt } from "./one-connector";
import { REMOVAL } from "./operations-manage-v1";
import { presentInstance, presentSchedule } from "./present";
import { resetConnector, uninstallConnector } from "./remove-connector";
import { getSchedule, listInstances, listSchedules } from "./schedules";
import { updateConnectorConfig } from "./update-connector-config";

const AT = "/api/payments/v3/connectors/:id";
const operation = operationsWith(validateFirst);

const PARAMS = { id: "The connector's id, unpadded base64url." };
const SCHEDULE_PARAMS = { ...PARAMS, scheduleId: "The schedule's id: the name of a job." };
const EMPTY = { params: { id: "$EMPTY_CONNECTOR_ID" } };
const SCHEDULED = { params: { id: "$SANDBOX_CONNECTOR_ID", scheduleId: "payment-initiations" } };

const connectorOf = ({ ctx, params: { id = "" } }: Call) => connectorAt(ctx, id);

/** How connectors are configured, put back and taken away, and what runs for them, in the third wire version. */
export const manageOperationsV3: readonly KeyedOperation[] = [
  operation({
    id: "uninstallConnectorV3",
    method: "DELETE",
    path: AT,
    permission: "connectors:manage",
    summary: "Remove a connector (v3)",
    description: `Its accounts go with it. ${REMOVAL}`,
    params: PARAMS,
    answers: { 202: { description: "The task, which is done.", schema: one(removalTask) } },
    example: EMPTY,
    load: connectorOf,
    handle: async ({ ctx, loaded: connector }) => {
      const { taskId } = await uninstallConnector({ ctx, input: { connector } });
      return Response.json({ data: { taskID: taskId } }, { status: 202 });
    },
  }),
  operation({
    id: "resetConnectorV3",
    method: "POST",
    path: `${AT}/reset`,
    permission: "connectors:manage",
    summary: "Reset a connector (v3)",
    description: `Takes its accounts away. ${REMOVAL}`,
    params: PARAMS,
    answers: { 202: { description: "The task, which is done.", schema: one(removalTask.shape.taskID) } },
    example: EMPTY,
    load: connectorOf,
    handle: async ({ ctx, loaded: connector }) => {
      const { taskId } = await resetConnector({ ctx, input: { connector } });
      return Response.json({ data: taskId }, { status: 202 });
    },
  }),
  operation({
    id: "updateConnectorConfigV3",
    method: "PATCH",
    path: `${AT}/config`,
    permission: "connectors:manage",
    summary: "Change a connector's configuration (v3)",
    description: "Only the name is kept; anything else that is not as it is shown is refused by name.",
    params: PARAMS,
    load: connectorOf,
    body: { schema: updateConnectorConfigBody },
    answers: { 204: { description: "Changed.", schema: null } },
    example: { params: { id: "$CONNECTOR_ID" }, body: { name: "Bank of the lake" } },
    handle: async ({ ctx, loaded: connector, body }) => {
      await updateConnectorConfig({ ctx, input: { ...body, connector } });
      return noContent();
    },
  }),
  operation({
    id: "listSchedulesV3",
    method: "GET",
    path: `${AT}/schedules`,
    permission: "connectors:read",
    summary: "List a connector's schedules (v3)",
    description:
      "The jobs that run for it: what sends its initiations, or reads the account that it mirrors.",
    params: PARAMS,
    query: pageQuery,
    answers: { 200: { description: "A page; most connectors have none.", schema: page(schedule) } },
    example: { params: { id: "$SANDBOX_CONNECTOR_ID" } },
    load: connectorOf,
    handle: async ({ ctx, loaded: connector, params: { id = "" }, url }) => {
      const input = readPageRequest(`connectors/${id}/schedules`, url.searchParams);
      const rows = await listSchedules({ ctx, input: { connector } });
      const found = pageOfList(rows, input, (row) => [row.createdAt.toISOString(), row.id]);
      return Response.json({
        cursor: { ...found, data: found.data.map((each) => presentSchedule(connector, each)) },
      });
    },
  }),
  operation({
    id: "getScheduleV3",
    method: "GET",
    path: `${AT}/schedules/:scheduleId`,
    permission: "connectors:read",
    summary: "Read a connector's schedule (v3)",
    params: SCHEDULE_PARAMS,
    answers: { 200: { description: "The schedule.", schema: one(schedule) } },
    example: SCHEDULED,
    load: connectorOf,
    handle: async ({ ctx, loaded: connector, params: { scheduleId = "" } }) => {
      const found = await getSchedule({ ctx, input: { connector, id: scheduleId } });
      return Response.json({ data: presentSchedule(connector, found) });
    },
  }),
  operation({
    id: "listScheduleInstancesV3",
    method: "GET",
    path: `${AT}/schedules/:scheduleId/instances`,
    permission: "connectors:read",
    summary: "List the runs of a schedule (v3)",
    description:
      "The runs that did something: each sending of an initiation whose day had come; of what is read from a provider the " +
      "last time, with what has failed since.",
    params: SCHEDULE_PARAMS,
    query: pageQuery,
    answers: { 200: { description: "A page, newest first.", schema: page(scheduleInstance) } },
    example: SCHEDULED,
    load: connectorOf,
    handle: async ({ ctx, loaded: connector, params: { id = "", scheduleId = "" }, url }) => {
      const request = readPageRequest(`connectors/${id}/schedules/${scheduleId}`, url.searchParams);
      const found = await listInstances({ ctx, input: { connector, id: scheduleId, page: request } });
      const data = found.data.map((each) => presentInstance(connector, scheduleId, each));
      return Response.json({ cursor: { ...found, data } });
    },
  }),
];
