import { KEY_ID_BYTES, keyIds } from "@/lib/crypto/encryption-keys";
import { KEY_ID_AT } from "@/lib/crypto/seal";
import type { Queryable } from "@/lib/db/sql";
import { CannotStart } from "@/lib/process/cannot-start";

/** How many rows of a table are looked at: every key is found where there are few, and nothing is slow where there are millions. */
const ROWS_MAX = 1_000;

/** The ids of the keys that what is sealed in a database was sealed with; none where nothing is, or no tables are yet. */
export async function sealedWith(on: Queryable): Promise<string[]> {
  const { rows: columns } = await on.query<{ text: string }>(SEALED_COLUMNS);
  if (columns.length === 0) return [];
  const { rows } = await on.query<{ id: string }>(columns.map(({ text }) => text).join(" UNION "));
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

/** How to start all the same when keys are lost for good. */
export function startWithout(ids: readonly string[]): string {
  return `set COUNTERFOIL_ENCRYPTION_KEYS_LOST to ${ids.join()}, as docs/operations.md says`;
}

/** Ids as `refuseOtherKeys` tells them: what was sealed with these keys stays closed, and the server starts. */
export function lostKeyIds(setting = process.env.COUNTERFOIL_ENCRYPTION_KEYS_LOST ?? ""): string[] {
  const ids = setting.split(",").flatMap((id) => id.trim().toLowerCase() || []);
  const wrong = ids.find((id) => !/^[0-9a-f]{8}$/.test(id));
  if (wrong === undefined) return ids;
  throw new CannotStart(
    `COUNTERFOIL_ENCRYPTION_KEYS_LOST must hold ids of keys as a start tells them, such as 1a2b3c4d, with commas, not "${wrong}".`,
  );
}

// Whatever is sealed is called so, in this schema and in earlier ones; the bytes of the id follow the version's.
const SEALED_COLUMNS = `
  SELECT format(
    'SELECT encode(substring(%1$I FROM ${KEY_ID_AT + 1} FOR ${KEY_ID_BYTES}), ''hex'') AS id FROM (SELECT %1$I FROM %2$s LIMIT ${ROWS_MAX}) first WHERE %1$I IS NOT NULL',
    a.attname, c.oid::regclass) AS text
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
    AND a.atttypid = 'bytea'::regtype AND a.attname ~ '(^|_)sealed$'`;
