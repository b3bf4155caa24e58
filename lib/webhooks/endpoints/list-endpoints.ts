import { query } from "@/lib/db/sql";
import { LIST } from "@/lib/generated/sql/webhooks/endpoints/list-endpoints/list";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { ENDPOINTS_MAX, HEALTH_LIST_DELIVERIES_MAX } from "@/lib/webhooks/limits";
import { type Endpoint, toEndpoint } from "./endpoint";
import { type EndpointHealth, healthOf } from "./health";

export interface EndpointLine {
  endpoint: Endpoint;
  health: EndpointHealth;
}

/** Every endpoint that the actor may see, in the order they were made, and how each is doing. */
export async function listEndpoints({ ctx }: { ctx: Ctx }): Promise<EndpointLine[]> {
  authorize(ctx, "webhooks:read");
  const rows = await query(LIST, { endpointsMax: ENDPOINTS_MAX, merchantId: merchantBound(ctx.actor) });
  const health = await healthOf(
    rows.map(({ id }) => id),
    deploymentTime(ctx),
    HEALTH_LIST_DELIVERIES_MAX,
  );
  return rows.flatMap((row) => {
    const found = health.get(row.id);
    return found ? [{ endpoint: toEndpoint(row), health: found }] : [];
  });
}
