import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { type Hold, noteWhetherHeld } from "@/lib/db/hold";
import { queryOne, transaction } from "@/lib/db/sql";
import { RELEASE } from "@/lib/generated/sql/deployment/release";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

export const ReleaseHold = z.object({});

/**
 * Says that a restored or copied database is the deployment now: what waits begins, in every process. Gives what held it.
 * Refuses with `conflict` where nothing does.
 */
export async function releaseHold({ ctx }: { ctx: Ctx }): Promise<Hold> {
  authorize(ctx, "deployment:release");
  const hold = await transaction(async (tx) => {
    const released = await queryOne(RELEASE, {}, tx);
    if (!released)
      throw new Refused({ code: "conflict", message: "Nothing is held: somebody has released it." });
    const { because, since, dataAsOf } = released;
    await recordAudit(tx, ctx, {
      action: "deployment.released",
      objectType: "deployment",
      objectId: "1",
      data: { because, since: since.toISOString(), dataAsOf: dataAsOf?.toISOString() ?? null },
    });
    return released;
  });
  noteWhetherHeld(false);
  return hold;
}
