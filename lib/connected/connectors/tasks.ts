import { type Page, pageOf } from "@/lib/connected/query/page";
import type { PageRequest } from "@/lib/connected/query/page-request";
import { query, queryOne } from "@/lib/db/sql";
import { FIND, type FindRow } from "@/lib/generated/sql/connected/tasks/find";
import { PAGE_AFTER } from "@/lib/generated/sql/connected/tasks/page-after";
import { PAGE_BEFORE } from "@/lib/generated/sql/connected/tasks/page-before";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { InstalledConnector } from "./installed-connector";

/** What a connector was asked to send or to call back, or will be on a day ahead. */
export type ConnectorTask = FindRow;

interface OfConnector<Input> {
  ctx: Ctx;
  input: Input & { connector: InstalledConnector };
}

/** A connector's tasks, newest first, a page at a time by keyset. */
export function listTasks(call: OfConnector<{ page: PageRequest }>): Promise<Page<ConnectorTask>> {
  return pageOfTasks(call, false);
}

/** Those of them that a job has begun, because their day had come. */
export function listTasksOfJob(call: OfConnector<{ page: PageRequest }>): Promise<Page<ConnectorTask>> {
  return pageOfTasks(call, true);
}

/** One task of a connector; refuses with `not_found`. */
export async function getConnectorTask({ ctx, input }: OfConnector<{ id: string }>): Promise<ConnectorTask> {
  authorize(ctx, "connectors:read");
  const id = readAnyId(input.id);
  const merchantId = merchantBound(ctx.actor);
  const found = id && (await queryOne(FIND, { connectorId: input.connector.id, merchantId, id }));
  if (!found) throw new Refused({ code: "not_found", object: "task", id: input.id.slice(0, 100) });
  return found;
}

async function pageOfTasks(
  { ctx, input: { connector, page } }: OfConnector<{ page: PageRequest }>,
  byJob: boolean,
): Promise<Page<ConnectorTask>> {
  authorize(ctx, "connectors:read");
  const [at, id] = page.at ?? [null, null];
  const read = await query(page.side === "before" ? PAGE_BEFORE : PAGE_AFTER, {
    connectorId: connector.id,
    merchantId: merchantBound(ctx.actor),
    byJob,
    at: at === null ? null : new Date(at),
    id,
    limit: page.pageSize + 1,
  });
  return pageOf(read, page, (task) => [task.createdAt.toISOString(), task.id]);
}
