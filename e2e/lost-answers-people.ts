import { contextOf } from "@/lib/auth/testing/contexts";
import {
  codeOf,
  newPerson,
  PASSWORD,
  secretFromText,
  signedInBrowser,
  withTwoFactor,
} from "@/lib/auth/testing/people";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { disablePerson } from "@/lib/team/disable-person";
import { invitePerson } from "@/lib/team/invite-person";
import type { LostForms, World } from "./lost-answers";

const NEW_PASSWORD = "another counterfoil is kept";

export const peopleForms: LostForms = {
  "(auth)": {
    joinAction: async ({ page }) => {
      const { email, token } = await invited();
      await page.context().clearCookies();
      await page.goto(`/setup/${token}`);
      await page.getByLabel("Your name").fill("Grace Hopper");
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      return { button: page.getByRole("button", { name: "Join" }), count: () => accountsOf(email) };
    },
  },
  "(console)/settings/account": {
    renameAction: async ({ page }) => {
      await page.goto("/settings/account");
      await page.getByLabel("Your name").fill("Grace Hopper");
      return { button: page.getByRole("button", { name: "Change the name" }) };
    },
    changePasswordAction: async ({ page }) => {
      await page.goto("/settings/account");
      await page.getByLabel("Current password").fill(PASSWORD);
      await page.getByLabel("New password").fill(NEW_PASSWORD);
      return { button: page.getByRole("button", { name: "Change the password" }) };
    },
    endSessionAction: async ({ page, person }) => {
      await signedInBrowser(person);
      await page.goto("/settings/account");
      return { button: page.getByRole("button", { name: /^Sign out of/ }) };
    },
    confirmTwoFactorAction: async ({ page }) => {
      await page.goto("/settings/account");
      await page.getByRole("button", { name: "Set up an authenticator app" }).click();
      await page.getByLabel("Your password").fill(PASSWORD);
      await page.getByRole("button", { name: "Go on" }).click();
      const secret = (await page.getByTestId("app-secret").textContent()) ?? "";
      await page.getByLabel("Code").fill(await codeOf(secretFromText(secret.replaceAll(/\s/g, ""))));
      return { button: page.getByRole("button", { name: "Turn two-factor on" }) };
    },
    turnOffTwoFactorAction: async ({ page, person }) => {
      await withTwoFactor(person);
      await page.goto("/settings/account");
      await page.getByRole("button", { name: "Turn off…" }).click();
      await page.getByLabel("Your password").fill(PASSWORD);
      return { button: page.getByRole("button", { name: "Turn it off" }) };
    },
  },
  "(console)/settings/team": {
    inviteAction: async ({ page }) => {
      await page.goto("/settings/team");
      await page.getByRole("button", { name: "Invite somebody" }).click();
      await page.getByRole("dialog").getByLabel("E-mail").fill(`grace-${newId()}@example.com`);
      await page.getByRole("radio", { name: "Viewer" }).check();
      return { button: page.getByRole("button", { name: "Make the invitation" }) };
    },
    withdrawInvitationAction: async ({ page }) => {
      const { email } = await invited();
      await page.goto("/settings/team");
      return { button: page.getByRole("button", { name: `Withdraw the invitation of ${email}` }) };
    },
    changeRoleAction: async (world) => {
      await openPersonMenu(world, (await newPerson("viewer")).email, "Change the role");
      await world.page.getByRole("radio", { name: "Operator" }).check();
      return { button: world.page.getByRole("dialog").getByRole("button", { name: "Change the role" }) };
    },
    disableAction: async (world) => {
      await openPersonMenu(world, (await newPerson("viewer")).email, "Disable");
      return { button: world.page.getByRole("alertdialog").getByRole("button", { name: "Disable" }) };
    },
    enableAction: async (world) => {
      const { id, email } = await newPerson("viewer");
      await disablePerson({ ctx: contextOf("owner"), input: { userId: id } });
      await openPersonMenu(world, email, "Enable");
      return { button: world.page.getByRole("alertdialog").getByRole("button", { name: "Enable" }) };
    },
    resetTwoFactorAction: async (world) => {
      const person = await newPerson("viewer");
      await withTwoFactor(person);
      await openPersonMenu(world, person.email, "Reset two-factor");
      return {
        button: world.page.getByRole("alertdialog").getByRole("button", { name: "Reset two-factor" }),
      };
    },
  },
};

async function invited(): Promise<{ email: string; token: string }> {
  const email = `grace-${newId()}@example.com`;
  const input = { id: newId(), email, role: "viewer" as const };
  const { token } = await invitePerson({ ctx: contextOf("owner"), input });
  return { email, token: token ?? "" };
}

async function accountsOf(email: string): Promise<number> {
  const rows = await runUnprepared('SELECT FROM "user" WHERE email = $1', [email]);
  return rows.length;
}

async function openPersonMenu({ page }: World, email: string, item: string): Promise<void> {
  await page.goto("/settings/team");
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
}
