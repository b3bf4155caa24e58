import { CONSOLE_QUERIES } from "@/app/(console)/_queries/all";
import { changesList, isFollowedList } from "@/lib/live/followed-lists";
import { liveResponse } from "@/lib/live/response";
import { onDeliveries } from "@/lib/webhooks/deliveries/delivery-notifications";
import { withLiveReader } from "../../live-reader";

/** Says that a list has changed, and not how: its query is then read again. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/live/lists/[list]">,
): Promise<Response> {
  const { list } = await params;
  if (!isFollowedList(list)) return new Response(null, { status: 404 });
  return withLiveReader(CONSOLE_QUERIES[list].permission, ({ personId, again }) =>
    liveResponse(request, {
      personId,
      about: "list",
      concerns: (event) => changesList(list, event),
      ...(list === "deliveries" && { also: onDeliveries }),
      ctx: again,
      read: async () => true,
    }),
  );
}
