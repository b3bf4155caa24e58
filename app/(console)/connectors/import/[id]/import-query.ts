import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { getImport } from "@/lib/imports/get-import";
import { REFUSED_SHOWN_MAX } from "@/lib/imports/limits";
import { isolated } from "@/lib/text/isolated";

/** An import, by its `id`: how far it has come, and the lines that were refused. */
export const importQuery = {
  permission: "payments:read",
  read: async ({ ctx, params }) => {
    const found = await getImport({ ctx, input: { id: params.get("id") ?? "" } });
    return {
      ...found,
      name: found.fileName || `Import at ${isolated(found.connectorName)}`,
      moreRefused: found.refused > REFUSED_SHOWN_MAX,
    };
  },
} satisfies ConsoleQuery<unknown>;
