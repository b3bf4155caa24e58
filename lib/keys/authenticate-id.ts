import { currentTime } from "@/lib/clock/clock";
import { equalInConstantTime, sha256 } from "@/lib/crypto/tokens";
import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Scope } from "@/lib/verb/permissions";
import { authenticateKey } from "./authenticate";
import { type KeyActor, keyCacheGeneration, recallKey, rememberKey } from "./key-cache";

/** The key a client names and proves with its secret, or null: as `client_id` and `client_secret` of OAuth 2. */
export async function authenticateClient(clientId: string, clientSecret: string): Promise<KeyActor | null> {
  const actor = await authenticateKey(clientSecret);
  return actor && equalInConstantTime(actor.id, readAnyId(clientId) ?? "") ? actor : null;
}

/** The key that an access token was given to, if it still opens anything. */
export async function authenticateKeyId(id: string): Promise<KeyActor | null> {
  const name = sha256(`id:${id}`).toString("hex");
  const generation = keyCacheGeneration();
  let lookup = recallKey(name);
  if (lookup === undefined) {
    const [row] = await run<Row>(BY_ID, [id]);
    lookup = row ? { actor: toActor(row), expiresAt: row.expiresAt } : null;
    rememberKey(name, lookup, generation);
  }
  if (!lookup) return null;
  return lookup.expiresAt && lookup.expiresAt <= (await currentTime()) ? null : lookup.actor;
}

interface Row {
  id: string;
  name: string;
  scopes: Scope[];
  merchantId: string | null;
  expiresAt: Date | null;
}

function toActor({ id, name, scopes, merchantId }: Row): KeyActor {
  return { type: "apiKey", id, label: name, scopes, merchantId };
}

const BY_ID = statement(`
  SELECT id, name, scopes, merchant_id AS "merchantId", expires_at AS "expiresAt" FROM api_key
  WHERE id = $1 AND revoked_at IS NULL`);
