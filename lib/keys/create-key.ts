import { recordAudit } from "@/lib/audit/record";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
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
  const made = await transaction(async (tx) => {
    await refuseUnknownMerchant(tx, input.merchantId);
    const secret = await insertKey(tx, ctx, input);
    if (secret === null) return { key: await existingKey(tx, ctx, input), secret };
    await recordAudit(tx, ctx, {
      action: "key.created",
      objectType: "api_key",
      objectId: input.id,
      merchantId: input.merchantId,
      data: { name: input.name, scopes: input.scopes },
    });
    await announceKeyChange(tx);
    return { key: await existingKey(tx, ctx, input), secret };
  });
  clearKeyCache();
  return made;
}

const INSERT = statement(`
  INSERT INTO api_key (id, name, secret_hash, secret_hint, scopes, merchant_id, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`);
const MERCHANT = statement("SELECT id FROM merchant WHERE id = $1");

/** Inserts the key and gives its secret, or null when a key with this id is there already. */
export async function insertKey(tx: Queryable, ctx: Ctx, key: CreateKey): Promise<string | null> {
  const { secret, hash, hint } = newKeySecret();
  const values = [key.id, key.name, hash, hint, key.scopes, key.merchantId, ctx.actor.id, ctx.now];
  const inserted = await run(INSERT, values, tx);
  return inserted.length > 0 ? secret : null;
}

async function refuseUnknownMerchant(tx: Queryable, merchantId: string | null): Promise<void> {
  if (merchantId === null) return;
  const found = await run(MERCHANT, [merchantId], tx);
  if (found.length === 0) refuseField("merchantId", "invalid_value", "There is no such merchant.");
}

async function existingKey(tx: Queryable, ctx: Ctx, input: CreateKey): Promise<Key> {
  const key = await findKey(input.id, ctx.now, tx);
  if (key?.name !== input.name) {
    throw new Refused({ code: "conflict", message: "This form already made another key. Reload the page." });
  }
  return key;
}
