import type { Page } from "@/lib/connected/query/page";
import { pageOfList } from "@/lib/connected/query/page-of-list";
import type { PageRequest } from "@/lib/connected/query/page-request";
import { declineOf } from "@/lib/connectors/decline-codes";
import { queryOne } from "@/lib/db/sql";
import { MIRROR_OF } from "@/lib/generated/sql/connected/schedules/mirror-of";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { paysOut } from "./capabilities";
import type { InstalledConnector } from "./installed-connector";
import { type ConnectorTask, listTasksOfJob } from "./tasks";

/** The jobs that run for a connector, by their names in the table of jobs. */
export const SCHEDULED_JOBS = ["payment-initiations", "mirror-accounts", "ask-providers"] as const;
type ScheduledJob = (typeof SCHEDULED_JOBS)[number];

/** A job that runs for a connector, again and again. */
export interface ConnectorSchedule {
  id: ScheduledJob;
  createdAt: Date;
  pausedAt: Date | null;
  pausedReason: string | null;
  /** When it last did something, and what has failed since; null where that is not kept, or it never has. */
  last: { at: Date; error: string | null } | null;
}

/** One time a schedule did something. */
export interface Instance {
  id: string;
  createdAt: Date;
  terminatedAt: Date | null;
  error: string | null;
}

interface OfConnector<Input> {
  ctx: Ctx;
  input: Input & { connector: InstalledConnector };
}

/** The jobs that run for a connector; most mirror what others report, and have none. */
export async function listSchedules({
  ctx,
  input: { connector },
}: OfConnector<unknown>): Promise<ConnectorSchedule[]> {
  authorize(ctx, "connectors:read");
  if (paysOut(connector.provider))
    return [
      schedule(
        "payment-initiations",
        connector.createdAt,
        connector.enabled ? null : "the connector is paused",
      ),
    ];
  const merchantId = merchantBound(ctx.actor);
  const mirror = await queryOne(MIRROR_OF, { connectorId: connector.id, merchantId });
  if (!mirror) return [];
  const { createdAt, pausedAt, lastPageAt, fault, connectedAt, disconnectedAt, polledAt, pollFailure } =
    mirror;
  return [
    {
      ...schedule("mirror-accounts", createdAt, pausedAt && "the mirror is paused"),
      pausedAt,
      last: lastPageAt && { at: lastPageAt, error: fault },
    },
    {
      ...schedule("ask-providers", connectedAt, disconnectedAt && "the provider is disconnected"),
      pausedAt: disconnectedAt,
      last: polledAt && { at: polledAt, error: pollFailure },
    },
  ];
}

/** One schedule of a connector; refuses with `not_found`. */
export async function getSchedule({ ctx, input }: OfConnector<{ id: string }>): Promise<ConnectorSchedule> {
  const found = (await listSchedules({ ctx, input })).find(({ id }) => id === input.id);
  if (!found) throw new Refused({ code: "not_found", object: "schedule", id: input.id.slice(0, 100) });
  return found;
}

/**
 * When a schedule did something, newest first: each sending of an initiation whose day had come. Of what is read from a
 * provider only the last time is kept.
 */
export async function listInstances({
  ctx,
  input,
}: OfConnector<{ id: string; page: PageRequest }>): Promise<Page<Instance>> {
  const { id, last } = await getSchedule({ ctx, input });
  if (id === "payment-initiations") {
    const page = await listTasksOfJob({ ctx, input });
    return { ...page, data: page.data.map(instanceOfTask) };
  }
  const rows = last
    ? [{ id: `${id}-${last.at.getTime()}`, createdAt: last.at, terminatedAt: last.at, error: last.error }]
    : [];
  return pageOfList(rows, input.page, (row) => [row.createdAt.toISOString(), row.id]);
}

function instanceOfTask({ id, createdAt, finishedAt, declineCode }: ConnectorTask): Instance {
  const error = declineCode && declineOf(declineCode).operator;
  return { id, createdAt, terminatedAt: finishedAt, error };
}

function schedule(id: ScheduledJob, createdAt: Date, pausedReason: string | null): ConnectorSchedule {
  return { id, createdAt, pausedAt: null, pausedReason, last: null };
}
