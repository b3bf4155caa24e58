import { CONNECTOR_COLUMNS, type Connector, takesReports } from "@/lib/connected/connectors/connector";
import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";

/** The connector an import goes to: one that takes payments made here. */
export async function importConnector(ctx: Ctx, id: string): Promise<Connector> {
  const [connector] = await run<Connector>(READ, [id, merchantBound(ctx.actor)]);
  if (!connector || connector.builtIn)
    return refuseField("connectorId", "invalid_value", "Choose a connector of a provider.");
  if (!takesReports(connector))
    refuseField("connectorId", "invalid_value", "This connector is filled by its provider, not by files.");
  if (!connector.enabled)
    refuseField("connectorId", "invalid_value", "This connector is paused. Resume it first.");
  return connector;
}

const READ = statement(`
  SELECT ${CONNECTOR_COLUMNS} FROM connector k
  WHERE k.id = $1 AND (k.merchant_id IS NULL OR $2::uuid IS NULL OR k.merchant_id = $2)`);
