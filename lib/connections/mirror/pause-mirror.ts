import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction, queryOne } from "@/lib/db/sql";
import { PAUSE } from "@/lib/generated/sql/connections/mirror/pause";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { lockConnection } from "../lock";
import type { PauseMirror } from "../schemas";

/** Stops reading a connection's account, or goes on where it stopped; twice is once. */
export async function pauseMirror({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PauseMirror;
}): Promise<{ paused: boolean }> {
  authorize(ctx, "providers:manage");
  const { id, paused } = input;
  await prismaTransaction(async (tx) => {
    const { name, merchantId } = await lockConnection(tx, id);
    if (!(await queryOne(PAUSE, { connectionId: id, paused, now: ctx.now }, tx))) return;
    await recordAudit(tx, ctx, {
      action: paused ? "mirror.paused" : "mirror.resumed",
      objectType: "connection",
      objectId: id,
      merchantId,
      data: { name },
    });
  });
  return { paused };
}
