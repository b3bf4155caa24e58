import { encodeConnectorId } from "@/lib/connected/ids";
import { declineOf } from "@/lib/connectors/decline-codes";
import type { ScheduleInstanceV3, ScheduleV3, TaskV1 } from "./answers";
import type { Connector } from "./connector";
import type { Instance, Schedule } from "./schedules";
import type { ConnectorTask } from "./tasks";

export function presentTaskV1(connector: Connector, task: ConnectorTask): TaskV1 {
  const { id, createdAt, finishedAt, operation, reference, declineCode } = task;
  return {
    id,
    connectorID: encodeConnectorId(connector),
    createdAt: createdAt.toISOString(),
    updatedAt: (finishedAt ?? createdAt).toISOString(),
    status: statusOf(task),
    descriptor: { name: operation, key: reference },
    error: declineCode && declineOf(declineCode).operator,
  };
}

export function presentSchedule(
  connector: Connector,
  { id, createdAt, pausedAt, pausedReason }: Schedule,
): ScheduleV3 {
  return {
    id,
    connectorID: encodeConnectorId(connector),
    createdAt: createdAt.toISOString(),
    pausedAt: pausedAt?.toISOString() ?? null,
    pausedReason,
  };
}

export function presentInstance(
  connector: Connector,
  scheduleID: string,
  { id, createdAt, terminatedAt, error }: Instance,
): ScheduleInstanceV3 {
  return {
    id,
    connectorID: encodeConnectorId(connector),
    scheduleID,
    createdAt: createdAt.toISOString(),
    updatedAt: (terminatedAt ?? createdAt).toISOString(),
    terminated: terminatedAt !== null,
    ...(terminatedAt && { terminatedAt: terminatedAt.toISOString() }),
    error,
  };
}

function statusOf({ state }: ConnectorTask): TaskV1["status"] {
  switch (state) {
    case "waiting":
      return "PENDING";
    case "succeeded":
      return "TERMINATED";
    case "failed":
      return "FAILED";
    default:
      return "ACTIVE";
  }
}
