import { recordAudit } from "@/lib/audit/record";
import { canonicalProvider } from "@/lib/connected/ids";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import type { InstalledConnector } from "./installed-connector";
import { lockOwnConnector } from "./lock-own-connector";

export interface UpdateConnectorConfig {
  connector: InstalledConnector;
  name: string;
  /** In any case and hyphenation. */
  provider?: string | null | undefined;
}

/**
 * Renames a connector, which is all that its configuration keeps; the same again changes nothing. Refuses by name what
 * else a configuration says, with `not_found` a connector of others, and the built-in ones with
 * `capability_not_supported`.
 */
export async function updateConnectorConfig({
  ctx,
  input: { connector, name, provider },
}: {
  ctx: Ctx;
  input: UpdateConnectorConfig;
}): Promise<void> {
  authorize(ctx, "connectors:manage");
  if (provider && canonicalProvider(provider) !== connector.provider)
    refuseField("provider", "invalid_value", "cannot be changed: a connector stays with its provider");
  await prismaTransaction(async (tx) => {
    const { id, name: was, merchantId } = await lockOwnConnector(tx, ctx, connector);
    if (was === name) return;
    await tx.db.connector.update({ where: { id }, data: { name } });
    await recordAudit(tx, ctx, {
      action: "connector.renamed",
      objectType: "connector",
      objectId: id,
      merchantId,
      data: { name, was },
    });
  });
}
