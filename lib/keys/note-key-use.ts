import { run, statement } from "@/lib/db/sql";

/** How often at most a key's last use is written. */
export const LAST_USED_EVERY_MS = 60_000;

const NOTE = statement(
  "UPDATE api_key SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)",
);

const holder = globalThis as typeof globalThis & { counterfoilKeyUses?: Map<string, number> };

/** Writes when a key was last used, at most once a minute, without the request waiting for it. */
export function noteKeyUse(keyId: string, now: Date): void {
  holder.counterfoilKeyUses ??= new Map();
  const notedAtMs = holder.counterfoilKeyUses.get(keyId);
  if (notedAtMs !== undefined && now.getTime() - notedAtMs < LAST_USED_EVERY_MS) return;
  holder.counterfoilKeyUses.set(keyId, now.getTime());
  // A use that could not be noted is noted by the next one a minute later.
  run(NOTE, [keyId, now]).catch(() => holder.counterfoilKeyUses?.delete(keyId));
}
