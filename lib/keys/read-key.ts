import { type Queryable, run, statement } from "@/lib/db/sql";
import { spellId } from "@/lib/ids";
import { Refused } from "@/lib/verb/problem";
import { KEY_COLUMNS, KEY_TABLES, type Key, type KeyRow, toKey } from "./key";

const READ = statement(`SELECT ${KEY_COLUMNS} FROM ${KEY_TABLES} WHERE k.id = $1`);
const READ_LOCKED = statement(`SELECT ${KEY_COLUMNS} FROM ${KEY_TABLES} WHERE k.id = $1 FOR UPDATE OF k`);

/** One key, or null. */
export async function findKey(id: string, now: Date, on?: Queryable): Promise<Key | null> {
  const [row] = await run<KeyRow>(READ, [id], on);
  return row ? toKey(row, now) : null;
}

/** One key that nobody else may change until the transaction ends. Refuses when there is none. */
export async function lockKey(tx: Queryable, id: string, now: Date): Promise<Key> {
  const [row] = await run<KeyRow>(READ_LOCKED, [id], tx);
  if (!row) throw new Refused({ code: "not_found", object: "API key", id: spellId("key", id) });
  return toKey(row, now);
}
