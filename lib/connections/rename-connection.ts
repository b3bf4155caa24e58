import { recordAudit } from "@/lib/audit/record";
import { forgetConnections } from "@/lib/connectors/connection";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { lockConnection } from "./lock";
import type { RenameConnection } from "./schemas";

/** Gives a connection another name. */
export async function renameConnection({
  ctx,
  input: { id, name },
}: {
  ctx: Ctx;
  input: RenameConnection;
}): Promise<{ name: string }> {
  authorize(ctx, "providers:manage");
  await prismaTransaction(async (tx) => {
    const connection = await lockConnection(tx, id);
    if (connection.name === name) return;
    await tx.db.connection.update({ where: { id }, data: { name, updatedAt: ctx.now } });
    await recordAudit(tx, ctx, {
      action: "connection.renamed",
      objectType: "connection",
      objectId: id,
      merchantId: connection.merchantId,
      data: { name: { from: connection.name, to: name } },
    });
  });
  forgetConnections();
  return { name };
}
