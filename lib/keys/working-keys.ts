import type { Prisma } from "@/lib/generated/prisma/client";

/** The keys a person made that still open something. A key belongs to its merchant: it outlives whoever made it. */
export function workingKeys(userId: string, now: Date): Prisma.ApiKeyWhereInput {
  return { createdBy: userId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}
