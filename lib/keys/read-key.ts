import { prisma } from "@/lib/db/prisma";
import { type PrismaTransaction, query } from "@/lib/db/sql";
import type { Prisma } from "@/lib/generated/prisma/client";
import { LOCK_KEY } from "@/lib/generated/sql/keys/lock-key";
import { spellId } from "@/lib/ids";
import { Refused } from "@/lib/verb/problem";
import { KEY_SELECT, type Key, toKey } from "./key";

/** One key, or null. */
export async function findKey(
  id: string,
  now: Date,
  db: Prisma.TransactionClient = prisma(),
): Promise<Key | null> {
  const row = await db.apiKey.findUnique({ where: { id }, select: KEY_SELECT });
  return row && toKey(row, now);
}

/** One key that nobody else may change until the transaction ends. Refuses when there is none. */
export async function lockKey(tx: PrismaTransaction, id: string, now: Date): Promise<Key> {
  await query(LOCK_KEY, { id }, tx);
  const key = await findKey(id, now, tx.db);
  if (!key) throw new Refused({ code: "not_found", object: "API key", id: spellId("key", id) });
  return key;
}
