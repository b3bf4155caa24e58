import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { listConnectors } from "@/lib/connected/connectors/connectors";
import { takesReports } from "@/lib/connected/connectors/installed-connector";
import { listImports } from "@/lib/imports/get-import";

/** The latest imports, and the connectors that one may be at. */
export const importsQuery = {
  permission: "payments:create",
  read: async ({ ctx, params }) => {
    const refused = params.get("show") === "refused";
    const [connectors, imports] = await Promise.all([
      listConnectors({ ctx }),
      listImports({ ctx, input: { refused } }),
    ]);
    const usable = connectors.filter(
      (connector) => !connector.builtIn && connector.enabled && takesReports(connector),
    );
    return { connectors: usable.map(({ id, name }) => ({ id, name })), imports, refused };
  },
} satisfies ConsoleQuery<unknown>;
