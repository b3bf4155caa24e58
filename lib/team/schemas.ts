import { z } from "zod";
import { Email } from "@/lib/auth/schemas";
import { ROLES } from "@/lib/verb/permissions";

/** How many people a deployment may have, disabled ones included: the team is shown on one page. */
export const PEOPLE_MAX = 200;

/** How many invitations may be open at once. */
export const INVITATIONS_OPEN_MAX = 50;

export const INVITATION_DAYS = 7;

const Role = z.enum(ROLES, "Choose a role.");

/** `id` is minted when the form is shown, so that the same form sent twice invites once. */
export const InvitePerson = z.object({ id: z.uuid(), email: Email, role: Role });
export type InvitePerson = z.output<typeof InvitePerson>;

export const NameInvitation = z.object({ id: z.uuid() });
export type NameInvitation = z.output<typeof NameInvitation>;

export const ChangeRole = z.object({ userId: z.string().min(1), role: Role });
export type ChangeRole = z.output<typeof ChangeRole>;

export const NamePerson = z.object({ userId: z.string().min(1) });
export type NamePerson = z.output<typeof NamePerson>;

/** The keys a person made go on without them, unless they are to end too. */
export const DisablePerson = NamePerson.extend({ revokeKeys: z.boolean().optional() });
export type DisablePerson = z.output<typeof DisablePerson>;
