import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { ownUserId } from "./own-account";
import type { Rename } from "./schemas";

const RENAME = statement(
  `UPDATE "user" SET name = $2, updated_at = $3 WHERE id = $1 AND name <> $2 RETURNING id`,
);

/** Changes one's own name. The history keeps the name one had. */
export async function rename({ ctx, input }: { ctx: Ctx; input: Rename }): Promise<void> {
  const userId = ownUserId(ctx);
  await transaction(async (tx) => {
    const changed = await run(RENAME, [userId, input.name, ctx.now], tx);
    if (changed.length === 0) return;
    await recordAudit(tx, ctx, {
      action: "user.renamed",
      objectType: "user",
      objectId: userId,
      data: { from: ctx.actor.label, to: input.name },
    });
  });
}
