import { currentTime } from "@/lib/clock/clock";
import { equalInConstantTime, sha256 } from "@/lib/crypto/tokens";
import { queryOne } from "@/lib/db/sql";
import { LOOK_UP_KEY_ID, type LookUpKeyIdRow } from "@/lib/generated/sql/keys/look-up-key-id";
import { readAnyId } from "@/lib/ids";
import { authenticateKey } from "./authenticate";
import { type KeyActor, keyCacheGeneration, recallKey, rememberKeyLookup } from "./key-cache";

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
    const row = await queryOne(LOOK_UP_KEY_ID, { id });
    lookup = row ? { actor: toActor(row), expiresAt: row.expiresAt } : null;
    rememberKeyLookup(name, lookup, generation);
  }
  if (!lookup) return null;
  return lookup.expiresAt && lookup.expiresAt <= (await currentTime()) ? null : lookup.actor;
}

function toActor({ name: label, expiresAt: _, ...key }: LookUpKeyIdRow): KeyActor {
  return { type: "apiKey", label, ...key };
}
