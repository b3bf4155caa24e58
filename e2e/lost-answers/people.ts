import { contextOf } from "@/lib/auth/testing/contexts";
import { newPerson, nobodyYet, type TestPerson, withTwoFactor } from "@/lib/auth/testing/people";
import { newId } from "@/lib/ids";
import { disablePerson } from "@/lib/team/disable-person";
import { invitePerson } from "@/lib/team/invite-person";
import type { LostForms, World } from "./forms";

export const peopleForms: LostForms = {
  "settings/team/actions#inviteAction": async ({ page }) => {
    await page.goto("/settings/team");
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByRole("dialog").getByLabel("E-mail").fill(`grace-${newId()}@example.com`);
    await page.getByRole("radio", { name: "Viewer" }).check();
    return { button: page.getByRole("button", { name: "Make the invitation" }) };
  },
  "settings/team/actions#withdrawInvitationAction": async ({ page, person }) => {
    const { email } = await invited(person);
    await page.goto("/settings/team");
    return { button: page.getByRole("button", { name: `Withdraw the invitation of ${email}` }) };
  },
  "settings/team/actions#changeRoleAction": async (world) => {
    await openPersonMenu(world, (await newPerson("viewer")).email, "Change the role");
    await world.page.getByRole("radio", { name: "Operator" }).check();
    return { button: world.page.getByRole("dialog").getByRole("button", { name: "Change the role" }) };
  },
  "settings/team/actions#disableAction": async (world) => {
    await openPersonMenu(world, (await newPerson("viewer")).email, "Disable");
    return { button: world.page.getByRole("alertdialog").getByRole("button", { name: "Disable" }) };
  },
  "settings/team/actions#enableAction": async (world) => {
    const { id, email } = await newPerson("viewer");
    await disablePerson({ ctx: contextOf("owner"), input: { userId: id } });
    await openPersonMenu(world, email, "Enable");
    return { button: world.page.getByRole("alertdialog").getByRole("button", { name: "Enable" }) };
  },
  "settings/team/actions#resetTwoFactorAction": async (world) => {
    const person = await newPerson("viewer");
    await withTwoFactor(person);
    await openPersonMenu(world, person.email, "Reset two-factor");
    return {
      button: world.page.getByRole("alertdialog").getByRole("button", { name: "Reset two-factor" }),
    };
  },
};

/** Somebody who was invited to read, and the token of their invitation. */
export async function invited({ id: inviterId }: TestPerson): Promise<{ email: string; token: string }> {
  const email = `grace-${newId()}@example.com`;
  const input = { id: newId(), email, role: "viewer" as const };
  const actor = { type: "user", id: inviterId, label: "Test owner", role: "owner" } as const;
  const { token } = await invitePerson({ ctx: { ...nobodyYet(), actor }, input });
  return { email, token: token ?? "" };
}

async function openPersonMenu({ page }: World, email: string, item: string): Promise<void> {
  await page.goto("/settings/team");
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
}
