import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { toLines } from "@/app/(console)/_shared/to-lines";
import { may } from "@/lib/verb/permissions";
import { searchDeliveries } from "@/lib/webhooks/deliveries/search-deliveries";
import { getEndpoint } from "@/lib/webhooks/endpoints/get-endpoint";
import { standingOfEndpoint } from "@/lib/webhooks/endpoints/update-endpoint";

/** How many of the latest deliveries an endpoint's page shows. */
const ROWS = 10;

/** An endpoint's page, by its `id`: how it is doing, and what it was last sent. */
export const endpointQuery = {
  permission: "webhooks:read",
  read: async ({ ctx, reader, params }) => {
    const detail = await getEndpoint({ ctx, input: { id: params.get("id") ?? "" } });
    const search = { endpoint: detail.endpoint.id };
    const { rows } = await searchDeliveries({
      ctx,
      input: { search, timeZone: reader.timeZone, rowsMax: ROWS },
    });
    return {
      ...detail,
      deliveries: toLines(rows, ctx),
      seen: standingOfEndpoint(detail.endpoint),
      maySend: may(ctx.actor, "webhooks:resend"),
      manage: may(ctx.actor, "webhooks:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;
