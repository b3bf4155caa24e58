import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { KEY_COLUMNS, KEY_TABLES, type Key, type KeyRow, toKey } from "./key";
import { KEYS_PER_PAGE, type ListKeys } from "./schemas";

export interface KeyPage {
  keys: Key[];
  /** What `before` must name to see older keys, or null at the end. */
  older: string | null;
}

const LIST = statement(`
  SELECT ${KEY_COLUMNS} FROM ${KEY_TABLES}
  WHERE $1::uuid IS NULL OR (k.created_at, k.id) < (SELECT created_at, id FROM api_key WHERE id = $1)
  ORDER BY k.created_at DESC, k.id DESC LIMIT $2`);

/** A page of API keys, newest first, the revoked ones included. */
export async function listKeys({ ctx, input }: { ctx: Ctx; input: ListKeys }): Promise<KeyPage> {
  authorize(ctx, "keys:read");
  const rows = await run<KeyRow>(LIST, [input.before, KEYS_PER_PAGE + 1]);
  const keys = rows.slice(0, KEYS_PER_PAGE).map((row) => toKey(row, ctx.now));
  return { keys, older: rows.length > KEYS_PER_PAGE ? (keys.at(-1)?.id ?? null) : null };
}
