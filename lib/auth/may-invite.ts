import { may, type Role } from "@/lib/verb/permissions";

/** Whether a role may give somebody a place in the team: only owners make owners. */
export function mayInvite(inviter: Role, role: Role): boolean {
  const actor = { type: "user" as const, id: "", label: "", role: inviter };
  return may(actor, "team:manage") && (role !== "owner" || may(actor, "owners:manage"));
}
