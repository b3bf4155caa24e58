import { encodeConnectorId } from "@/lib/connected/ids";
import { declineOf } from "@/lib/connectors/decline-codes";
import type { ScheduleInstanceV3, ScheduleV3, TaskV1 } from "./answers";
import type { InstalledConnector } from "./installed-connector";
import type { ConnectorSchedule, Instance } from "./schedules";
import type { ConnectorTask } from "./tasks";

export function presentTaskV1(connector: InstalledConnector, task: ConnectorTask): TaskV1 {
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
  connector: InstalledConnector,
  { id, createdAt, pausedAt, pausedReason }: ConnectorSchedule,
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
  connector: InstalledConnector,
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
