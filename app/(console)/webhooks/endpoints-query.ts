import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { may } from "@/lib/verb/permissions";
import { isFailing } from "@/lib/webhooks/endpoints/count-failing-endpoints";
import type { Endpoint } from "@/lib/webhooks/endpoints/endpoint";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { listStoppedEndpoints } from "@/lib/webhooks/endpoints/list-stopped-endpoints";
import { ENDPOINT_SHELVES, type EndpointShelf } from "./endpoint-shelves";

/** The endpoints on a shelf and how each is doing, and those that stopped. */
export const endpointsQuery = {
  permission: "webhooks:read",
  read: async ({ ctx, params }) => {
    const show = ENDPOINT_SHELVES.find((each) => each === params.get("show"));
    const [lines, stopped] = await Promise.all([listEndpoints({ ctx }), listStoppedEndpoints({ ctx })]);
    return {
      show,
      any: lines.length > 0,
      lines: lines.filter(({ endpoint }) => isOnShelf(endpoint, show)),
      stopped,
      manage: may(ctx.actor, "webhooks:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;

/** Whether an endpoint is on a shelf; all are where none is named. */
export function isOnShelf(endpoint: Endpoint, show: EndpointShelf | undefined): boolean {
  if (show === "failing") return isFailing(endpoint);
  return show === undefined || (endpoint.paused !== null && endpoint.paused.reason !== "operator");
}
