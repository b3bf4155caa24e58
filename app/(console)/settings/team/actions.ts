"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import { revalidated } from "@/app/revalidated";
import type { ActionResult } from "@/components/forms/action-result";
import { publicUrl } from "@/lib/http/public-url";
import { changeRole } from "@/lib/team/change-role";
import { type DisableConsequences, disableConsequences } from "@/lib/team/disable-consequences";
import { disablePerson } from "@/lib/team/disable-person";
import { enablePerson } from "@/lib/team/enable-person";
import { type Invited, invitePerson } from "@/lib/team/invite-person";
import { resetTwoFactor } from "@/lib/team/reset-two-factor";
import { revokeInvitation } from "@/lib/team/revoke-invitation";
import { ChangeRole, DisablePerson, InvitePerson, NameInvitation, NamePerson } from "@/lib/team/schemas";

type Done = Promise<ActionResult<unknown>>;

export async function inviteAction(
  form: z.input<typeof InvitePerson>,
): Promise<ActionResult<Invited & { url: string | null }>> {
  return runAction(InvitePerson, form, async (call) => {
    const invited = await invitePerson(call);
    const { token } = invited;
    return { ...invited, url: token && `${publicUrl()}/setup/${token}` };
  });
}

export async function withdrawInvitationAction(form: z.input<typeof NameInvitation>): Done {
  return runAction(NameInvitation, form, revokeInvitation);
}

export async function changeRoleAction(form: z.input<typeof ChangeRole>): Done {
  // It may be one's own, which decides what stands beside every page.
  return revalidated(await runAction(ChangeRole, form, changeRole), "/", "layout");
}

export async function disableAction(form: z.input<typeof DisablePerson>): Done {
  return runAction(DisablePerson, form, disablePerson);
}

export async function disableConsequencesAction(
  form: z.input<typeof NamePerson>,
): Promise<ActionResult<DisableConsequences>> {
  return runAction(NamePerson, form, disableConsequences);
}

export async function enableAction(form: z.input<typeof NamePerson>): Done {
  return runAction(NamePerson, form, enablePerson);
}

export async function resetTwoFactorAction(form: z.input<typeof NamePerson>): Done {
  return runAction(NamePerson, form, resetTwoFactor);
}
