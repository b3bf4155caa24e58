import { z } from "zod";
import { prisma } from "@/lib/db/prisma";
import { type Actor, type Ctx, deploymentTime } from "@/lib/verb/context";
import { may, type Permission, SCOPES } from "@/lib/verb/permissions";

const KeyId = z.uuid();

/**
 * The API key that asked for something earlier, as it is now, or null when there is no such key, it is revoked or has ended,
 * or may not do it: what runs later is judged when it runs.
 */
export async function actingKey(
  ctx: Pick<Ctx, "now" | "ownTime">,
  { id, label }: { id: string; label: string },
  permission: Permission,
): Promise<Extract<Actor, { type: "apiKey" }> | null> {
  // A person's id may have another shape.
  if (!KeyId.safeParse(id).success) return null;
  const key = await prisma().apiKey.findUnique({
    where: { id },
    select: { scopes: true, merchantId: true, partnerId: true, revokedAt: true, expiresAt: true },
  });
  if (!key || key.revokedAt || (key.expiresAt && key.expiresAt <= deploymentTime(ctx))) return null;
  const { merchantId, partnerId } = key;
  const scopes = SCOPES.filter((scope) => key.scopes.includes(scope));
  const actor = { type: "apiKey" as const, id, label, scopes, merchantId, partnerId };
  return may(actor, permission) ? actor : null;
}
