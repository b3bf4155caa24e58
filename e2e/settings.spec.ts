import type { Page } from "@playwright/test";
import { PASSWORD } from "@/lib/auth/testing/people";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { may, type Permission, ROLES } from "@/lib/verb/permissions";
import { newLink } from "./checkout";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aProgramme } from "./referral-programme";

// Looking for what keeps people out takes as long as the rest of a test.
test.slow();

const NARROW_AND_WIDE = [390, 1440];
const PAGES: readonly [path: string, heading: string, permission: Permission][] = [
  ["/settings/keys", "API keys", "keys:read"],
  ["/settings/providers", "Providers", "providers:read"],
  ["/settings/merchants", "Merchants", "merchants:read"],
  ["/settings/team", "Team", "team:read"],
  ["/settings/audit", "Audit log", "audit:read"],
  ["/settings/clock", "Test clock", "clock:advance"],
];

for (const role of ROLES) {
  test(`a ${role} sees the settings their role may, and is told what the others ask for`, async ({
    signedIn,
  }) => {
    const page = await signedIn(role);
    for (const [path, heading, permission] of PAGES) {
      await page.goto(path);
      const allowed = may({ type: "user", id: "", label: "", role }, permission);
      const title = page.getByRole("heading", { level: 1, name: heading });
      if (allowed) await expect(title).toBeVisible();
      else await expect(page.getByText(`the permission ${permission}.`)).toBeVisible();
    }
  });
}

test("a key is made, opens the API, is rotated with an overlap, and is refused once revoked", async ({
  signedIn,
  request,
  merchant,
}) => {
  const page = await signedIn("admin");
  const name = `Till ${newId().slice(-6)}`;
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "Create a key" }).click();
  const dialog = page.getByRole("dialog");
  // Drawn within what is centred and smaller, as where there are no keys yet.
  await expect(dialog).toHaveCSS("text-align", "start");
  await expect(dialog).toHaveCSS("font-size", "14px");
  await dialog.getByRole("button", { name: "Create the key" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/Give the key a name/);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("For", { exact: true }).selectOption(merchant.id);
  await expectWellMade(page, NARROW_AND_WIDE);
  await page.getByRole("button", { name: "Create the key" }).click();
  const secret = await shownSecret(page);
  const status = async (key: string) =>
    (await request.get("/v0/payments", { headers: { Authorization: `Bearer ${key}` } })).status();
  expect(await status(secret)).toBe(200);

  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Rotate" }).click();
  await page.getByRole("button", { name: "Make the new secret" }).click();
  const newSecret = await shownSecret(page);
  expect(newSecret).not.toBe(secret);
  expect([await status(secret), await status(newSecret)]).toEqual([200, 200]);

  const actions = page.getByRole("button", { name: `Actions for ${name}` });
  for (const left of [1, 0]) {
    await actions.first().click();
    await page.getByRole("menuitem", { name: "Revoke" }).click();
    await page.getByRole("button", { name: "Revoke the key" }).click();
    await expect(page.getByRole("alertdialog")).toBeHidden();
    // The list is drawn anew without it, and would take an open menu with it.
    await expect(actions).toHaveCount(left);
  }
  expect([await status(secret), await status(newSecret)]).toEqual([401, 401]);
  expect(await page.content()).not.toContain(newSecret);
});

test("a partner's own key is made for one partner, and opens what is theirs", async ({
  signedIn,
  request,
  merchant,
  apiKey,
}) => {
  const { partner, name, payers } = await aProgramme(request, apiKey);
  const page = await signedIn("admin");
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "Create a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(`${name} reads`);
  await dialog.getByLabel("For", { exact: true }).selectOption(merchant.id);
  await dialog.getByLabel("A partner’s own").selectOption(readAnyId(partner));
  await expect(dialog.getByText("It may", { exact: true })).toBeHidden();
  await expectWellMade(page, NARROW_AND_WIDE);
  await page.getByRole("button", { name: "Create the key" }).click();
  const headers = { Authorization: `Bearer ${await shownSecret(page)}` };
  const row = page.getByRole("row").filter({ hasText: `${name} reads` });
  await expect(row).toContainText(`for the partner ${name}`);
  await expectWellMade(page, NARROW_AND_WIDE);

  const listed = await request.get("/api/v1/referrals", { headers });
  const { data } = (await listed.json()) as { data: { attributes: { uid: string } }[] };
  expect(data.map(({ attributes }) => attributes.uid).sort()).toEqual([...payers].sort());
  expect((await request.get("/v0/payments", { headers })).status()).toBe(403);
});

test("a merchant's own time ends its links, and is told on the clock's page", async ({
  signedIn,
  request,
  merchant,
  apiKey,
}) => {
  const link = await newLink(request, apiKey, { expiresIn: "P1D" });
  const headers = { Authorization: `Bearer ${apiKey}` };
  const clock = await request.post("/v0/testClocks", { headers, data: { name: "Renewals" } });
  const { id } = (await clock.json()) as { id: string };
  const page = await signedIn("admin");
  await page.goto(link.url);
  await expect(page.getByRole("button", { name: /^Pay / })).toBeVisible();
  const moved = await request.patch(`/v0/testClocks/${id}`, { headers, data: { advanceBy: "P2D" } });
  expect(moved.status()).toBe(200);
  await page.reload();
  await expect(page.getByRole("heading", { name: "This link has expired" })).toBeVisible();

  await page.goto("/settings/clock");
  const told = page.locator("section").filter({ hasText: "Merchants with a test clock of their own" });
  await expect(told.getByText(merchant.name).first()).toBeVisible();
  await expectWellMade(page, NARROW_AND_WIDE);
});

test("somebody is invited, joins, and their role is changed", async ({ signedIn, browser, baseURL }) => {
  const page = await signedIn("owner");
  const email = `grace-${newId()}@example.com`;
  await page.goto("/settings/team");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByRole("dialog").getByLabel("E-mail").fill(email);
  await page.getByRole("radio", { name: "Viewer" }).check();
  await expectWellMade(page, NARROW_AND_WIDE);
  await page.getByRole("button", { name: "Make the invitation" }).click();
  const address = await shownSecret(page, "Done");

  const joining = await (await browser.newContext({ ...(baseURL ? { baseURL } : {}) })).newPage();
  await joining.goto(address);
  await expect(joining.getByLabel("E-mail")).toHaveValue(email);
  await expectWellMade(joining, NARROW_AND_WIDE);
  await joining.getByLabel("Your name").fill("Grace Hopper");
  await joining.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await joining.getByRole("button", { name: "Join" }).click();
  await expect(joining.getByRole("button", { name: "Account of Grace Hopper, viewer" })).toBeVisible();

  await page.reload();
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("button", { name: "Actions for Grace Hopper" }).click();
  await page.getByRole("menuitem", { name: "Change the role" }).click();
  await page.getByRole("radio", { name: "Operator" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Change the role" }).click();
  await expect(row.getByRole("cell", { name: "Operator" })).toBeVisible();
  await joining.reload();
  await expect(joining.getByRole("button", { name: "Account of Grace Hopper, operator" })).toBeVisible();
  await joining.context().close();
});

test("a merchant is changed, its secret is looked at, and the audit log tells both", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("admin");
  const id = spellId("mer", merchant.id);
  await page.goto(`/settings/merchants/${id}`);
  await page.getByLabel("Limit per payment").fill("0.50");
  await page.getByRole("button", { name: "Save the merchant" }).click();
  await expect(page.getByText("An amount from 1.00", { exact: false })).toBeVisible();
  await page.getByLabel("Limit per payment").fill("7500.00");
  await page.getByRole("button", { name: "Save the merchant" }).click();
  await expect(page.getByText("is saved")).toBeVisible();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByTestId("secret")).toHaveText(/^rs_/);
  await expectWellMade(page, NARROW_AND_WIDE);

  await page.goto(`/settings/audit?objectType=merchant&objectId=${merchant.id}`);
  await expect(page.getByText("Looked at a redirect secret")).toBeVisible();
  await expect(page.getByText("payment limit: 5000.00 → 7500.00")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(4);
});

test("one's own account keeps nobody out", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/settings/account");
  await expect(page.getByRole("row").filter({ hasText: "Here" })).toBeVisible();
  await expectWellMade(page, NARROW_AND_WIDE);
});

async function shownSecret(page: Page, close = "I have the secret"): Promise<string> {
  const secret = (await page.getByTestId("secret").textContent()) ?? "";
  await page.getByRole("button", { name: close }).click();
  await expect(page.getByTestId("secret")).toBeHidden();
  return secret;
}
