import { type InstalledConnector, takesReports } from "@/lib/connected/connectors/installed-connector";
import { query } from "@/lib/db/sql";
import { READ } from "@/lib/generated/sql/imports/import-connector/read";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";

/** The connector an import goes to: one that takes payments made here. */
export async function importConnector(ctx: Ctx, id: string): Promise<InstalledConnector> {
  const [connector] = await query(READ, { id, merchantId: merchantBound(ctx.actor) });
  if (!connector || connector.builtIn)
    return refuseField("connectorId", "invalid_value", "Choose a connector of a provider.");
  if (!takesReports(connector))
    refuseField("connectorId", "invalid_value", "This connector is filled by its provider, not by files.");
  if (!connector.enabled)
    refuseField("connectorId", "invalid_value", "This connector is paused. Resume it first.");
  return connector;
}
