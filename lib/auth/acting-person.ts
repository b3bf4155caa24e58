import { prisma } from "@/lib/db/prisma";
import type { Actor } from "@/lib/verb/context";
import { may, type Permission, ROLES } from "@/lib/verb/permissions";

/**
 * The person who asked for something earlier, as they are now, or null when they are disabled, gone or may not do it any
 * more: what runs later is judged when it runs.
 */
export async function actingPerson(
  { id, label }: { id: string; label: string },
  permission: Permission,
): Promise<Extract<Actor, { type: "user" }> | null> {
  const person = await prisma().user.findUnique({ where: { id }, select: { role: true, disabledAt: true } });
  const role = ROLES.find((each) => each === person?.role);
  if (!person || person.disabledAt || !role) return null;
  const actor = { type: "user" as const, id, label, role };
  return may(actor, permission) ? actor : null;
}
