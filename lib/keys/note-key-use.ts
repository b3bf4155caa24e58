import { prisma } from "@/lib/db/prisma";

/** How often at most a key's last use is written. */
export const LAST_USED_EVERY_MS = 60_000;

const holder = globalThis as typeof globalThis & { counterfoilKeyUses?: Map<string, number> };

/** Writes when a key was last used, at most once a minute, without the request waiting for it. */
export function noteKeyUse(keyId: string, now: Date): void {
  holder.counterfoilKeyUses ??= new Map();
  const notedAtMs = holder.counterfoilKeyUses.get(keyId);
  if (notedAtMs !== undefined && now.getTime() - notedAtMs < LAST_USED_EVERY_MS) return;
  holder.counterfoilKeyUses.set(keyId, now.getTime());
  // A use that could not be noted is noted by the next one a minute later.
  prisma()
    .apiKey.updateMany({
      where: { id: keyId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: now } }] },
      data: { lastUsedAt: now },
    })
    .catch(() => holder.counterfoilKeyUses?.delete(keyId));
}
