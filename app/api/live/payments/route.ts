import { listMessage } from "@/app/(console)/payments/_list/list-page";
import { changesQuery } from "@/lib/live/followed-queries";
import { liveResponse } from "@/lib/live/response";
import type { OutboxEvent } from "@/lib/outbox/read";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { withConsoleReader } from "../../console-reader";

/** What changes in a list of payments; the search is spelled as in the list's own address. */
export async function GET(request: Request): Promise<Response> {
  const { search } = parsePaymentSearch(new URL(request.url).searchParams);
  return withConsoleReader("payments:read", [], ({ personId, reader, again }) =>
    liveResponse(request, {
      personId,
      about: "list",
      concerns: (event) => (isRenaming(event) ? "everything" : event.paymentId !== null),
      ctx: again,
      read: (ctx, changes) => listMessage(ctx, { search, reader }, changes),
    }),
  );
}

/** Whether somebody may be called otherwise from now on, in whichever of their payments the list shows. */
function isRenaming(event: OutboxEvent): boolean {
  return event.paymentId === null && event.type.endsWith(".updated") && changesQuery("payments", event);
}
