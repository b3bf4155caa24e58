import { KEY_ID_BYTES, keyIds } from "@/lib/crypto/encryption-keys";
import { KEY_ID_AT } from "@/lib/crypto/seal";
import { type Queryable, queryOne } from "@/lib/db/sql";
import { LOOK_FOR_SEALED } from "@/lib/generated/sql/server/look-for-sealed";
import { CannotStart } from "@/lib/process/cannot-start";
import { lostKeyIds, startWithout } from "./lost-keys";

/** How many rows of a table are looked at: every key is found where there are few, and nothing is slow where there are millions. */
const ROWS_MAX = 1_000;

/** The ids of the keys that what is sealed in a database was sealed with; none where nothing is, or no tables are yet. */
export async function sealedWith(on: Queryable): Promise<string[]> {
  const look = await queryOne(
    LOOK_FOR_SEALED,
    { idAt: KEY_ID_AT + 1, idBytes: KEY_ID_BYTES, rowsMax: ROWS_MAX },
    on,
  );
  if (!look?.text) return [];
  const { rows } = await on.query<{ id: string }>(look.text);
  return rows.map(({ id }) => id).sort();
}

/** The keys of those that this process does not have: gone by mistake, or lost for good, as COUNTERFOIL_ENCRYPTION_KEYS_LOST says. */
export function keysAway(sealed: readonly string[]): { missing: string[]; lost: string[] } {
  const known = keyIds();
  const away = sealed.filter((id) => !known.includes(id));
  const missing = notLost(away);
  return { missing, lost: away.filter((id) => !missing.includes(id)) };
}

/** Those of some keys that nobody has said are lost for good. */
export function notLost(ids: readonly string[]): string[] {
  const lost = lostKeyIds();
  return ids.filter((id) => !lost.includes(id));
}

/** Throws CannotStart when values are sealed and no key that is here opens one: it is another deployment's key, or a new one. */
export function refuseOtherKeys(sealed: readonly string[]): void {
  const { missing, lost } = keysAway(sealed);
  if (missing.length === 0 || missing.length + lost.length < sealed.length) return;
  throw new CannotStart(
    `what this database holds is sealed with the key ${missing.join(", ")}, and COUNTERFOIL_ENCRYPTION_KEY is ${keyIds().join(", ")}: set it to that key again (or put that secrets.json back), or name that key in COUNTERFOIL_ENCRYPTION_KEYS_RETIRED; when it is lost for good, ${startWithout(missing)}.`,
  );
}
