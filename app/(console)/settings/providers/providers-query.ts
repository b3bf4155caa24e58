import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { hasUnapplied, listConnections } from "@/lib/connections/list-connections";
import { listRoutes } from "@/lib/connections/list-routes";
import { providerChoices } from "@/lib/connections/provider-choices";
import { merchantChoices } from "@/lib/merchants/merchant-choices";
import { may } from "@/lib/verb/permissions";

/** Every connection and how it is doing, and which payments go through which. */
export const providersQuery = {
  permission: "providers:read",
  read: async ({ ctx, params }) => {
    const [connections, routes, providers, merchants] = await Promise.all([
      listConnections({ ctx }),
      listRoutes({ ctx }),
      providerChoices({ ctx }),
      merchantChoices({ ctx }),
    ]);
    const unapplied = params.get("show") === "failed";
    return {
      ...{ connections, routes, providers, merchants, unapplied },
      shown: unapplied ? connections.filter(hasUnapplied) : connections,
      manage: may(ctx.actor, "providers:manage"),
    };
  },
} satisfies ConsoleQuery<unknown>;
