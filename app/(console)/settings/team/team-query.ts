import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { ownUserId } from "@/lib/auth/account/own-account";
import { listTeam } from "@/lib/team/list-team";
import { may, ROLES } from "@/lib/verb/permissions";

/** Everybody with an account and everybody invited, and what the reader may do about them. */
export const teamQuery = {
  permission: "team:read",
  read: async ({ ctx }) => {
    const { people, invitations } = await listTeam({ ctx });
    return {
      people,
      invitations,
      manage: may(ctx.actor, "team:manage"),
      /** Those the reader may give and take. */
      roles: may(ctx.actor, "owners:manage") ? ROLES : ROLES.filter((role) => role !== "owner"),
      ownId: ownUserId(ctx),
    };
  },
} satisfies ConsoleQuery<unknown>;
