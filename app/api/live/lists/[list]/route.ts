import { changesList, isFollowedList } from "@/lib/live/followed-lists";
import { liveResponse } from "@/lib/live/response";
import { withLiveReader } from "../../live-reader";

/** Says that a list has changed, and not how: the page is then made anew. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/live/lists/[list]">,
): Promise<Response> {
  const { list } = await params;
  if (!isFollowedList(list)) return new Response(null, { status: 404 });
  const permission = REFERRAL_LISTS.includes(list) ? "referrals:read" : "payments:read";
  return withLiveReader(permission, ({ personId, again }) =>
    liveResponse(request, {
      personId,
      about: "list",
      concerns: (event) => changesList(list, event),
      ctx: again,
      read: async () => true,
    }),
  );
}

const REFERRAL_LISTS: readonly string[] = ["referrals", "commissions", "payouts"];
