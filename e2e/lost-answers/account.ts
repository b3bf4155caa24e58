import { codeOf, PASSWORD, secretFromText, signedInBrowser, withTwoFactor } from "@/lib/auth/testing/people";
import { runUnprepared } from "@/lib/db/sql";
import type { LostForms } from "./forms";
import { invited } from "./people";

const NEW_PASSWORD = "another counterfoil is kept";

export const accountForms: LostForms = {
  "(auth)/actions#joinAction": async ({ page, person }) => {
    const { email, token } = await invited(person);
    await page.context().clearCookies();
    await page.goto(`/setup/${token}`);
    await page.getByLabel("Your name").fill("Grace Hopper");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    return { button: page.getByRole("button", { name: "Join" }), count: () => accountsOf(email) };
  },
  "settings/account/actions#renameAction": async ({ page }) => {
    await page.goto("/settings/account");
    await page.getByLabel("Your name").fill("Grace Hopper");
    return { button: page.getByRole("button", { name: "Change the name" }) };
  },
  "settings/account/actions#changePasswordAction": async ({ page }) => {
    await page.goto("/settings/account");
    await page.getByLabel("Current password", { exact: true }).fill(PASSWORD);
    await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    return { button: page.getByRole("button", { name: "Change the password" }) };
  },
  "settings/account/actions#endSessionAction": async ({ page, person }) => {
    await signedInBrowser(person);
    await page.goto("/settings/account");
    return { button: page.getByRole("button", { name: /^Sign out of/ }) };
  },
  "settings/account/actions#confirmTwoFactorAction": async ({ page }) => {
    await page.goto("/settings/account");
    await page.getByRole("button", { name: "Set up an authenticator app" }).click();
    await page.getByLabel("Your password").fill(PASSWORD);
    await page.getByRole("button", { name: "Go on" }).click();
    const secret = (await page.getByTestId("app-secret").textContent()) ?? "";
    await page
      .getByLabel("Code", { exact: true })
      .fill(await codeOf(secretFromText(secret.replaceAll(/\s/g, ""))));
    return { button: page.getByRole("button", { name: "Turn two-factor on" }) };
  },
  "settings/account/actions#turnOffTwoFactorAction": async ({ page, person }) => {
    await withTwoFactor(person);
    await page.goto("/settings/account");
    await page.getByRole("button", { name: "Turn off…" }).click();
    await page.getByLabel("Your password").fill(PASSWORD);
    return { button: page.getByRole("button", { name: "Turn it off" }) };
  },
};

async function accountsOf(email: string): Promise<number> {
  const rows = await runUnprepared('SELECT FROM "user" WHERE email = $1', [email]);
  return rows.length;
}
