import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { ENDPOINTS_MAX, HEALTH_LIST_DELIVERIES_MAX } from "@/lib/webhooks/limits";
import { ENDPOINT_COLUMNS, ENDPOINT_TABLES, type Endpoint, type EndpointRow, toEndpoint } from "./endpoint";
import { type EndpointHealth, healthOf } from "./health";

export interface EndpointLine {
  endpoint: Endpoint;
  health: EndpointHealth;
}

/** Every endpoint, in the order they were made, and how each is doing. */
export async function listEndpoints({ ctx }: { ctx: Ctx }): Promise<EndpointLine[]> {
  authorize(ctx, "webhooks:read");
  const rows = await run<EndpointRow>(LIST, [ENDPOINTS_MAX]);
  const health = await healthOf(
    rows.map(({ id }) => id),
    ctx.now,
    HEALTH_LIST_DELIVERIES_MAX,
  );
  return rows.flatMap((row) => {
    const found = health.get(row.id);
    return found ? [{ endpoint: toEndpoint(row), health: found }] : [];
  });
}

const LIST = statement(`
  SELECT ${ENDPOINT_COLUMNS} FROM ${ENDPOINT_TABLES} WHERE e.deleted_at IS NULL ORDER BY e.created_at, e.id LIMIT $1`);
