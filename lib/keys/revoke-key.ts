import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Key } from "./key";
import { clearKeyCache } from "./key-cache";
import { announceKeyChange } from "./listen-for-key-changes";
import { lockKey } from "./read-key";
import type { RevokeKey } from "./schemas";

/** Ends a key at once, in every process. Revoking a revoked key changes nothing. */
export async function revokeKey({ ctx, input }: { ctx: Ctx; input: RevokeKey }): Promise<Key> {
  authorize(ctx, "keys:manage");
  const revoked = await prismaTransaction(async (tx): Promise<Key> => {
    const key = await lockKey(tx, input.id, ctx.now);
    if (key.state === "revoked") return key;
    await tx.db.apiKey.update({ where: { id: input.id }, data: { revokedAt: ctx.now } });
    await recordAudit(tx, ctx, {
      action: "key.revoked",
      objectType: "api_key",
      objectId: input.id,
      merchantId: key.merchant?.id,
      data: { name: key.name },
    });
    await announceKeyChange(tx);
    return { ...key, state: "revoked", revokedAt: ctx.now };
  });
  clearKeyCache();
  return revoked;
}
