import { recordAudit } from "@/lib/audit/record";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { Key } from "./key";
import { clearKeyCache } from "./key-cache";
import { announceKeyChange } from "./listen-for-key-changes";
import { lockKey } from "./read-key";
import type { RevokeKey } from "./schemas";
import { workingKeys } from "./working-keys";

/** Ends a key at once, in every process. Revoking a revoked key changes nothing. */
export async function revokeKey({ ctx, input }: { ctx: Ctx; input: RevokeKey }): Promise<Key> {
  authorize(ctx, "keys:manage");
  const revoked = await prismaTransaction(async (tx): Promise<Key> => {
    const key = await lockKey(tx, input.id, deploymentTime(ctx));
    if (key.state === "revoked") return key;
    await revokeLocked(tx, ctx, key);
    return { ...key, state: "revoked", revokedAt: deploymentTime(ctx) };
  });
  clearKeyCache();
  return revoked;
}

/** Ends every key a person made that still works, in a transaction of the caller's, who clears the key cache after it. */
export async function revokeKeysMadeBy(tx: PrismaTransaction, ctx: Ctx, userId: string): Promise<void> {
  authorize(ctx, "keys:manage");
  const working = await tx.db.apiKey.findMany({
    where: workingKeys(userId, deploymentTime(ctx)),
    select: { id: true },
    // Everybody locks in the same order.
    orderBy: { id: "asc" },
  });
  for (const { id } of working) {
    const key = await lockKey(tx, id, deploymentTime(ctx));
    if (key.state !== "revoked") await revokeLocked(tx, ctx, key);
  }
}

async function revokeLocked(tx: PrismaTransaction, ctx: Ctx, key: Key): Promise<void> {
  await tx.db.apiKey.update({ where: { id: key.id }, data: { revokedAt: deploymentTime(ctx) } });
  await recordAudit(tx, ctx, {
    action: "key.revoked",
    objectType: "api_key",
    objectId: key.id,
    merchantId: key.merchant?.id,
    data: { name: key.name },
  });
  await announceKeyChange(tx);
}
