import { currentTime } from "@/lib/clock/clock";
import { sha256 } from "@/lib/crypto/tokens";
import { queryOne } from "@/lib/db/sql";
import { LOOK_UP_KEY, type LookUpKeyRow } from "@/lib/generated/sql/keys/look-up-key";
import { type KeyActor, type KeyLookup, keyCacheGeneration, recallKey, rememberKeyLookup } from "./key-cache";
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
  const row = await queryOne(LOOK_UP_KEY, { secretHash: hash });
  const lookup = row ? toLookup(row) : null;
  rememberKeyLookup(hash.toString("hex"), lookup, generation);
  return lookup;
}

function toLookup({ name: label, expiresAt, ...key }: LookUpKeyRow): KeyLookup {
  return { actor: { type: "apiKey", label, ...key }, expiresAt };
}
