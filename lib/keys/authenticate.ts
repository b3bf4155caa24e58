import { currentTime } from "@/lib/clock/clock";
import { sha256 } from "@/lib/crypto/tokens";
import { run, statement } from "@/lib/db/sql";
import type { Scope } from "@/lib/verb/permissions";
import { type KeyActor, type KeyLookup, keyCacheGeneration, recallKey, rememberKey } from "./key-cache";
import { noteKeyUse } from "./note-key-use";
import { isKeySecret } from "./secret";

/**
 * Who presents an API key's secret, or null: unknown, revoked, or past the overlap of its rotation. A key used lately
 * costs no look at the database.
 */
export async function authenticateKey(secret: string): Promise<KeyActor | null> {
  // Nothing else can be one of ours: it is neither hashed, looked up nor remembered.
  if (!isKeySecret(secret)) return null;
  const hash = sha256(secret);
  const remembered = recallKey(hash.toString("hex"));
  const lookup = remembered === undefined ? await lookUpOnce(hash) : remembered;
  if (!lookup) return null;
  const now = await currentTime();
  if (lookup.expiresAt && lookup.expiresAt <= now) return null;
  noteKeyUse(lookup.actor.id, now);
  return lookup.actor;
}

const LOOK_UP = statement(`
  SELECT id, name, scopes, merchant_id, expires_at FROM api_key WHERE secret_hash = $1 AND revoked_at IS NULL`);

interface Row {
  id: string;
  name: string;
  scopes: Scope[];
  merchant_id: string | null;
  expires_at: Date | null;
}

const holder = globalThis as typeof globalThis & {
  counterfoilKeyLookups?: Map<string, Promise<KeyLookup | null>>;
};

/** Many requests with one key that has just left the cache share one look. */
function lookUpOnce(hash: Buffer): Promise<KeyLookup | null> {
  holder.counterfoilKeyLookups ??= new Map();
  const running = holder.counterfoilKeyLookups;
  // A look begun before a revocation must not answer a request that came after it.
  const name = `${keyCacheGeneration()}:${hash.toString("hex")}`;
  const begun = running.get(name);
  if (begun) return begun;
  const look = lookUp(hash).finally(() => running.delete(name));
  running.set(name, look);
  return look;
}

async function lookUp(hash: Buffer): Promise<KeyLookup | null> {
  const generation = keyCacheGeneration();
  const [row] = await run<Row>(LOOK_UP, [hash]);
  const lookup = row ? toLookup(row) : null;
  rememberKey(hash.toString("hex"), lookup, generation);
  return lookup;
}

function toLookup(row: Row): KeyLookup {
  return {
    actor: { type: "apiKey", id: row.id, label: row.name, scopes: row.scopes, merchantId: row.merchant_id },
    expiresAt: row.expires_at,
  };
}
