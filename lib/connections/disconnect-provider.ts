import { recordAudit } from "@/lib/audit/record";
import { forgetConnections } from "@/lib/connectors/connection";
import { prismaTransaction, queryOne } from "@/lib/db/sql";
import { ONE } from "@/lib/generated/sql/connections/lock/one";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { lockEveryConnection, noSuchConnection, refuseBuiltIn } from "./lock";
import type { NameConnection } from "./schemas";

/**
 * Ends a connection for good: its credentials and secrets are forgotten. Its routes stay and lead nowhere, so that what
 * they name is refused rather than paid with a test card, until somebody says where it goes. What was charged through it
 * can be refunded at the provider alone.
 */
export async function disconnectProvider({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: NameConnection;
}): Promise<{ name: string; routesLeft: number }> {
  authorize(ctx, "providers:manage");
  refuseBuiltIn(id);
  const ended = await prismaTransaction(async (tx) => {
    await lockEveryConnection(tx);
    const connection = await queryOne(ONE, { id }, tx);
    if (!connection) throw noSuchConnection(id);
    const { name, provider, merchantId } = connection;
    const routesLeft = await tx.db.connectionRoute.count({ where: { connectionId: id } });
    if (connection.disconnectedAt) return { name, routesLeft };
    await tx.db.connection.update({
      where: { id },
      data: {
        ...{ credentialsSealed: null, webhookSecretSealed: null, webhookSecretBeforeSealed: null },
        ...{ webhookSecretBeforeUntil: null, disconnectedAt: ctx.now, updatedAt: ctx.now },
        version: { increment: 1 },
      },
    });
    await recordAudit(tx, ctx, {
      action: "connection.disconnected",
      objectType: "connection",
      objectId: id,
      merchantId,
      data: { name, provider, account: connection.accountReference, routesLeft },
    });
    return { name, routesLeft };
  });
  forgetConnections();
  return ended;
}
