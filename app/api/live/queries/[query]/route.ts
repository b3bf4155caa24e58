import { CONSOLE_QUERIES } from "@/app/(console)/_queries/all";
import { changesQuery, isFollowedQuery } from "@/lib/live/followed-queries";
import { liveResponse } from "@/lib/live/response";
import { followDeliveries } from "@/lib/webhooks/deliveries/delivery-notifications";
import { withConsoleReader } from "../../../console-reader";

/** Says that a query has changed, and not how: it is then read again. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/live/queries/[query]">,
): Promise<Response> {
  const { query } = await params;
  if (!isFollowedQuery(query)) return new Response(null, { status: 404 });
  return withConsoleReader(CONSOLE_QUERIES[query].permission, [], ({ personId, again }) =>
    liveResponse(request, {
      personId,
      about: query === "delivery" ? "object" : "list",
      concerns: (event) => changesQuery(query, event),
      ...(isOfDeliveries(query) && { also: followDeliveries }),
      ctx: again,
      read: async () => true,
    }),
  );
}

const DELIVERIES = ["deliveries", "delivery", "endpoints", "endpoint"];

/** Deliveries are no events: who sends them says when they have changed. */
function isOfDeliveries(query: string): boolean {
  return DELIVERIES.includes(query);
}
