import { rm } from "node:fs/promises";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { newDataDirectory, type RunningServer, startServer } from "./server";

// Only a deployment nobody owns yet can be set up: these have one of their own.
test.describe.configure({ mode: "serial" });
test.setTimeout(180_000);

let dataDirectory: string;
let server: RunningServer;

test.beforeAll(async () => {
  dataDirectory = await newDataDirectory();
  server = await startServer(dataDirectory);
});
test.afterAll(async () => {
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

test("the first owner makes an account and a merchant, once, and the clock moves for them", async ({
  page,
}) => {
  const address = server.setupUrl ?? "";
  await page.goto(server.url);
  await expect(page.getByRole("heading", { name: "Nobody is here yet" })).toBeVisible();
  await expectWellMade(page);

  await page.goto(address);
  await page.getByRole("button", { name: "Create the owner’s account" }).click();
  await expect(page.getByLabel("Your name")).toBeFocused();
  await expect(page.getByLabel("Your name")).toHaveAccessibleDescription(/as others will read it/);
  await expectWellMade(page);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByLabel("Merchant").fill("Northwind Outfitters");
  await page.getByLabel("Load sample data").uncheck();
  await page.getByRole("button", { name: "Create the owner’s account" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("a counterfoil is kept");
  await page.getByRole("button", { name: "Create the owner’s account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible({ timeout: 30_000 });

  await page.goto(`${server.url}/settings/merchants`);
  await expect(page.getByRole("link", { name: "Northwind Outfitters" })).toBeVisible();

  await page.goto(`${server.url}/settings/clock`);
  await page.getByRole("button", { name: "Advance by 1 day" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Advance the clock" }).click();
  await expect(page.getByText("1 day", { exact: true })).toBeVisible();

  await page.goto(address);
  await expect(page.getByText("This address was used already.", { exact: false })).toBeVisible();
});

test("a second start invites nobody, and finds the owner", async ({ page }) => {
  await server.stop();
  server = await startServer(dataDirectory);
  expect(server.setupUrl).toBeNull();
  await page.goto(`${server.url}/settings/team`);
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("a counterfoil is kept");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
});
