import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { getConnection } from "@/lib/connections/get-connection";
import { ailmentsOf } from "@/lib/connections/health";
import { latestEvents } from "@/lib/connections/latest-events";
import { getMirror } from "@/lib/connections/mirror/get-mirror";
import { providerChoices } from "@/lib/connections/provider-choices";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { merchantChoices } from "@/lib/merchants/merchant-choices";
import type { Ctx } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";

/** A connection's page, by its `id`: how it is doing, its mirror, and what it was told, or what of that failed. */
export const providerQuery = {
  permission: "providers:read",
  read: async ({ ctx, params }) => {
    const detail = await getConnection({ ctx, input: { id: params.get("id") ?? "" } });
    const { connection } = detail;
    const failedOnly = params.get("show") === "failed";
    const manage = may(ctx.actor, "providers:manage") && connection.disconnectedAt === null;
    const [providers, found, events] = await Promise.all([
      providerChoices({ ctx }),
      connection.disconnectedAt ? null : getMirror({ ctx, input: { id: connection.id } }),
      latestEvents({ ctx, input: { connectionId: connection.id, failedOnly } }),
    ]);
    const turnsOn = manage && found !== null && !found.mirror && !connection.merchant;
    return {
      ...detail,
      ...{ events, failedOnly, manage },
      provider: providers.find(({ name }) => name === connection.provider) ?? null,
      builtIn: connection.id === BUILT_IN_CONNECTION_ID,
      ailments: ailmentsOf(connection, ctx.now),
      mirror: found && { ...found, merchants: turnsOn ? await merchantsOf(ctx) : [] },
    };
  },
} satisfies ConsoleQuery<unknown>;

/** Whose payments a mirror's may be, where the connection does not say. */
function merchantsOf(ctx: Ctx) {
  return merchantChoices({ ctx });
}
