import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { ownUserId } from "./own-account";
import type { Rename } from "./schemas";

/** Changes one's own name. The history keeps the name one had. */
export async function rename({ ctx, input }: { ctx: Ctx; input: Rename }): Promise<void> {
  const userId = ownUserId(ctx);
  await prismaTransaction(async (tx) => {
    const { count } = await tx.db.user.updateMany({
      where: { id: userId, name: { not: input.name } },
      data: { name: input.name, updatedAt: ctx.now },
    });
    if (count === 0) return;
    await recordAudit(tx, ctx, {
      action: "user.renamed",
      objectType: "user",
      objectId: userId,
      data: { from: ctx.actor.label, to: input.name },
    });
  });
}
