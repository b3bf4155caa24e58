import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { listConnectors } from "@/lib/connected/connectors/connectors";
import { whatItCanDo } from "@/lib/connected/connectors/what-it-can-do";
import { encodeConnectorId } from "@/lib/connected/ids";
import { EVERYTHING, paymentSearchParams } from "@/lib/payments/search";
import { may } from "@/lib/verb/permissions";

/** Every connector, in the order they were added, with what it can do. */
export const connectorsQuery = {
  permission: "connectors:read",
  read: async ({ ctx }) => {
    const connectors = await listConnectors({ ctx });
    return {
      lines: connectors.map((connector) => {
        const { id, name, provider, createdAt, enabled, builtIn } = connector;
        return {
          ...{ id, name, provider, createdAt, enabled, builtIn },
          reference: encodeConnectorId(connector),
          canDo: whatItCanDo(connector),
          paymentsHref: `/payments?${paymentSearchParams({ ...EVERYTHING, connector: [id] })}`,
        };
      }),
      manage: may(ctx.actor, "connectors:manage"),
      mayImport: may(ctx.actor, "payments:create"),
    };
  },
} satisfies ConsoleQuery<unknown>;
