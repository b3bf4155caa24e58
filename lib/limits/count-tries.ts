import { sha256 } from "@/lib/crypto/tokens";
import { type Queryable, query } from "@/lib/db/sql";
import { COUNT_TRIES } from "@/lib/generated/sql/limits/count-tries";
import { GIVE_BACK_TRIES } from "@/lib/generated/sql/limits/give-back-tries";
import { OPEN_WINDOWS } from "@/lib/generated/sql/limits/open-windows";

/** Of the rate_limit table, which other counters share. */
export const TRIES_PREFIX = "tries:";

export interface Tries {
  points: number;
  endsInMs: number;
}

/** Under what something is counted. The table then holds neither addresses nor anything of a card. */
export function triesKey(of: string, subject: string): string {
  return `${TRIES_PREFIX}${of}:${sha256(subject).toString("base64url")}`;
}

/** Counts a try under each key, in a window that begins with its first, and tells how many each has now. */
export async function countTries(
  keys: readonly string[],
  windowMs: number,
  tx?: Queryable,
): Promise<Map<string, Tries>> {
  if (keys.length === 0) return new Map();
  const rows = await query(COUNT_TRIES, { keys: [...keys], windowMs }, tx);
  return new Map(rows.map(({ key, points, endsInMs }) => [key, { points, endsInMs }]));
}

/** Takes back a try that turned out to be none. */
export async function giveBackTries(keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await query(GIVE_BACK_TRIES, { keys: [...keys] });
}

/** What is counted now under keys that begin so. */
export async function openWindows(prefix: string, limit: number): Promise<{ key: string; points: number }[]> {
  return query(OPEN_WINDOWS, { pattern: `${prefix}%`, limit });
}
