import { recordAudit } from "@/lib/audit/record";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { spellId } from "@/lib/ids";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { refuseField } from "@/lib/verb/problem";
import type { Key } from "./key";
import { clearKeyCache } from "./key-cache";
import { announceKeyChange } from "./listen-for-key-changes";
import { findKey } from "./read-key";
import type { CreateKey } from "./schemas";
import { newKeySecret } from "./secret";

/** A key that was just made. `secret` is null when the same form was sent before: it is shown once and not kept. */
export interface MadeKey {
  key: Key;
  secret: string | null;
}

/** Makes an API key. Only the hash of its secret is stored. */
export async function createKey({ ctx, input }: { ctx: Ctx; input: CreateKey }): Promise<MadeKey> {
  authorize(ctx, "keys:manage");
  const made = await prismaTransaction(async (tx) => {
    await refuseUnknownMerchant(tx, input.merchantId);
    const merchantId = await merchantOfKey(tx, input);
    const secret = await insertKey(tx, ctx, { ...input, merchantId });
    if (secret === null) return { key: await existingKey(tx, ctx, { ...input, merchantId }), secret };
    await recordAudit(tx, ctx, {
      action: "key.created",
      objectType: "api_key",
      objectId: input.id,
      merchantId,
      data: {
        name: input.name,
        scopes: input.scopes,
        ...(input.partnerId && { partner: spellId("ptr", input.partnerId) }),
      },
    });
    await announceKeyChange(tx);
    return { key: await existingKey(tx, ctx, { ...input, merchantId }), secret };
  });
  clearKeyCache();
  return made;
}

/** Inserts the key and gives its secret, or null when a key with this id is there already. */
export async function insertKey(tx: PrismaTransaction, ctx: Ctx, key: CreateKey): Promise<string | null> {
  const { secret, hash, hint } = newKeySecret();
  const { id, name, scopes, merchantId, partnerId = null } = key;
  const { count } = await tx.db.apiKey.createMany({
    data: {
      id,
      name,
      secretHash: hash,
      secretHint: hint,
      scopes,
      merchantId,
      partnerId,
      createdBy: ctx.actor.id,
      createdAt: deploymentTime(ctx),
    },
    skipDuplicates: true,
  });
  return count > 0 ? secret : null;
}

async function refuseUnknownMerchant(tx: PrismaTransaction, merchantId: string | null): Promise<void> {
  if (merchantId === null) return;
  const merchant = await tx.db.merchant.findUnique({ where: { id: merchantId } });
  if (!merchant) refuseField("merchantId", "invalid_value", "There is no such merchant.");
}

/** A partner's own key is of their merchant. */
async function merchantOfKey(
  tx: PrismaTransaction,
  { merchantId, partnerId }: CreateKey,
): Promise<string | null> {
  if (!partnerId) return merchantId;
  const partner = await tx.db.partner.findUnique({ where: { id: partnerId } });
  if (!partner) refuseField("partnerId", "invalid_value", "There is no such partner.");
  if (merchantId !== null && merchantId !== partner.merchantId)
    refuseField("partnerId", "invalid_value", "This partner is another merchant's.");
  return partner.merchantId;
}

async function existingKey(tx: PrismaTransaction, ctx: Ctx, input: CreateKey): Promise<Key> {
  const key = await findKey(input.id, deploymentTime(ctx), tx.db);
  if (!key) throw new Error("a key was not written");
  const { name, scopes, merchantId, partnerId = null } = input;
  const owners = { merchantId: key.merchant?.id ?? null, partnerId: key.partner?.id ?? null };
  refuseUnlessSame(ctx, { ...key, ...owners }, { name, scopes, merchantId, partnerId });
  return key;
}
