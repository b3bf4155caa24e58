import type { Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { codeOf, newPerson, PASSWORD, secretFromText, type TestPerson } from "@/lib/auth/testing/people";
import { disablePerson } from "@/lib/team/disable-person";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";

async function signIn(page: Page, { email }: TestPerson, password = PASSWORD): Promise<void> {
  await awake(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Once the form has its script: before that, sending it does nothing. */
async function awake(page: Page): Promise<void> {
  const hasScript = () =>
    page.evaluate(() =>
      Object.keys(document.querySelector("form") ?? {}).some((name) => name.startsWith("__reactProps")),
    );
  await expect.poll(hasScript).toBe(true);
}

// Where nobody owns the place yet, there is nothing to sign in to.
test.beforeAll(async () => {
  await newPerson("owner");
});

test("a form that is sent before its script has arrived takes no password anywhere", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("somebody@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(PASSWORD);
  expect([new URL(page.url()).search, asked]).toEqual(["", []]);
  await context.close();
});

test("signing in leads back to the page that was asked for, and signing out shuts it", async ({ page }) => {
  const person = await newPerson("admin");
  await page.goto("/settings/keys");
  await expectWellMade(page, [390, 1440]);
  await signIn(page, person);
  await expect(page.getByRole("heading", { level: 1, name: "API keys" })).toBeVisible();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto("/settings/keys");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("five wrong passwords slow the sixth, which keeps what was typed and says how long", async ({
  page,
}) => {
  const person = await newPerson("operator");
  await page.goto("/sign-in");
  for (let time = 0; time < 5; time++) {
    await page.getByLabel("Password", { exact: true }).fill("");
    await signIn(page, person, `wrong password ${time}`);
    await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  }
  await signIn(page, person);
  await expect(page.getByText(/^Too many attempts. Try again in \d+ seconds?\.$/)).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
});

test("an authenticator app is set up, asked for, and can be replaced by a backup code", async ({ page }) => {
  test.slow();
  const person = await newPerson("operator");
  await page.goto("/settings/account");
  await signIn(page, person);
  await expect(page.getByRole("button", { name: "Set up an authenticator app" })).toBeVisible();
  await awake(page);
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await page.getByLabel("Your password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  const secret = secretFromText((await page.getByTestId("app-secret").textContent()) ?? "");
  await page.getByRole("textbox", { name: "Code" }).fill(await codeOf(secret));
  await page.getByRole("button", { name: "Turn two-factor on" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep these backup codes" });
  await expect(dialog.getByRole("listitem")).toHaveCount(10);
  const backupCode = (await dialog.getByRole("listitem").first().textContent()) ?? "";
  await dialog.getByRole("button", { name: "I have kept them" }).click();

  for (const code of [() => codeOf(secret, 1), async () => backupCode]) {
    await page.context().clearCookies();
    await page.goto("/payments");
    await signIn(page, person);
    await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
    await awake(page);
    await page.getByRole("textbox", { name: "Code" }).fill("000000");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText("That code is not right", { exact: false })).toBeVisible();
    await page.getByRole("textbox", { name: "Code" }).fill(await code());
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Payments" })).toBeVisible();
  }
});

test("a person who is disabled is out with their next click", async ({ page, consoleErrors }) => {
  const person = await newPerson("operator");
  await page.goto("/payments");
  await signIn(page, person);
  await expect(page.getByRole("heading", { level: 1, name: "Payments" })).toBeVisible();
  await disablePerson({ ctx: contextOf("owner"), input: { userId: person.id } });
  await page.goto("/payments");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page, person);
  await expect(page.getByText("This account is disabled.", { exact: false })).toBeVisible();
  // What the page followed may have been refused before the next click, and the browser says so.
  const heard = consoleErrors.splice(0).filter((error) => !/401 .*\/api\/(live|queries)\//.test(error));
  expect(heard).toEqual([]);
});
