import { recordAudit } from "@/lib/audit/record";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { HOUR_MS } from "@/lib/durations";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { insertKey, type MadeKey } from "./create-key";
import type { Key } from "./key";
import { clearKeyCache } from "./key-cache";
import { announceKeyChange } from "./listen-for-key-changes";
import { findKey, lockKey } from "./read-key";
import type { RotateKey } from "./schemas";

/**
 * Makes a key that takes over from another; the old secret works on for the overlap, and never longer. The same form again
 * makes no other, and is refused with `conflict` with another overlap.
 */
export async function rotateKey({ ctx, input }: { ctx: Ctx; input: RotateKey }): Promise<MadeKey> {
  authorize(ctx, "keys:manage");
  const made = await prismaTransaction(async (tx) => {
    const old = await lockKey(tx, input.id, deploymentTime(ctx));
    if (old.rotatedTo === input.newKeyId)
      return { key: await takenBefore(tx, ctx, old, input), secret: null };
    refuseUnlessActive(old);
    const { name, scopes } = old;
    const secret = await insertKey(tx, ctx, {
      id: input.newKeyId,
      name,
      scopes,
      merchantId: old.merchant?.id ?? null,
      partnerId: old.partner?.id ?? null,
    });
    if (secret === null)
      throw new Refused({ code: "conflict", message: "This form was used for another key." });
    const expiresAt = endOf(deploymentTime(ctx), input);
    await tx.db.apiKey.update({
      where: { id: input.id },
      data: { expiresAt, rotatedTo: input.newKeyId },
    });
    await recordAudit(tx, ctx, {
      action: "key.rotated",
      objectType: "api_key",
      objectId: input.id,
      merchantId: old.merchant?.id,
      data: { name, newKeyId: input.newKeyId, expiresAt },
    });
    await announceKeyChange(tx);
    return { key: await taken(tx, ctx, input), secret };
  });
  clearKeyCache();
  return made;
}

function refuseUnlessActive(key: Key): void {
  if (key.state === "active") return;
  const message =
    key.state === "rotating"
      ? "This key was already rotated. Rotate the key that took over."
      : `This key is ${key.state}. Create a new one.`;
  throw new Refused({ code: "conflict", message });
}

function endOf(rotatedAt: Date, { overlapHours }: RotateKey): Date {
  return new Date(rotatedAt.getTime() + overlapHours * HOUR_MS);
}

async function takenBefore(tx: PrismaTransaction, ctx: Ctx, old: Key, input: RotateKey): Promise<Key> {
  const key = await taken(tx, ctx, input);
  refuseUnlessSame(ctx, old, { expiresAt: endOf(key.createdAt, input) });
  return key;
}

async function taken(tx: PrismaTransaction, ctx: Ctx, input: RotateKey): Promise<Key> {
  const key = await findKey(input.newKeyId, deploymentTime(ctx), tx.db);
  if (!key) throw new Error("A key that was just made is not there.");
  return key;
}
