import { rm } from "node:fs/promises";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { advanceClock, beTheOwner } from "./own-deployment";
import { newDataDirectory, type RunningServer, startServer } from "./server";

// The clock of a deployment is everybody's: a test that moves it far has a deployment of its own.
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

test("a failed premium is retried on its day, recovers when the clock gets there, and the chart counts it", async ({
  page,
}) => {
  const at = (to: string) => page.goto(server.url + to);
  await beTheOwner(page, server, "Northwind Insurance");

  await at("/policies/product-modules/new");
  await page.getByLabel("Name", { exact: true }).fill("Funeral");
  await page.getByLabel("Key", { exact: true }).fill("funeral");
  await page.getByLabel("Currency").selectOption("GBP");
  await page.getByLabel("Retry failed payments").check();
  await page.getByLabel("Days between retries").fill("5");
  await page.getByRole("button", { name: "Make the product module" }).click();
  await expect(page).toHaveURL(/product-modules\/[0-9a-f-]{36}$/);

  await at("/policies/holders/new");
  await page.getByLabel("First name").fill("Thandi");
  await page.getByLabel("Last name").fill("Nkosi");
  await page.getByLabel("Id number").fill("8001015009087");
  await page.getByRole("button", { name: "Add the policyholder" }).click();
  await expect(page).toHaveURL(/holders\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Add a payment method" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Account holder").fill("Thandi Nkosi");
  await dialog.getByLabel("Bank", { exact: true }).fill("First Bank");
  await dialog.getByLabel("Branch code").fill("250655");
  await dialog.getByLabel("Account number").fill("62001234567890");
  await dialog.getByRole("button", { name: "Add the method" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Mark as verified" }).click();
  await expect(page.getByRole("button", { name: "Mark as verified" })).toHaveCount(0);

  await at("/policies/new");
  await page.getByLabel("Package").fill("Family");
  await page.getByLabel("Policy number").fill("COVER-1");
  await page.getByLabel("Premium a month, in GBP").fill("18.00");
  await page.getByRole("button", { name: "Make the policy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "COVER-1" })).toBeVisible();

  await page.getByRole("link", { name: "Record policy payment" }).click();
  await page.getByLabel("Status").selectOption("failed");
  await page.getByLabel("Why it failed").fill("Insufficient funds");
  await page.getByRole("button", { name: "Record payment of £18.00" }).click();
  await expect(page).toHaveURL(/\/payments\//);
  await at("/retries");
  const row = page.getByRole("row").filter({ hasText: "COVER-1" });
  await expect(row).toContainText("Insufficient funds");
  await expect(row).toContainText("Try again");
  await expect(row).toContainText(/Attempt 2 on/);
  await expectWellMade(page, [390, 1440]);

  await at("/settings/clock");
  const step = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await expect(step("By 3 days")).toContainText("Nothing becomes due.");
  await expect(step("By 7 days")).toContainText("1 failed premium will be tried again.");
  await advanceClock(page, server, "3 days");
  await at("/retries");
  await expect(row).toContainText(/Attempt 2 on/);
  await advanceClock(page, server, "3 days");
  await at("/retries");
  await expect(row).toHaveCount(0);
  const chart = page.getByRole("table", { name: "Premiums recovered by the number of the retry" });
  await expect(chart.getByRole("row", { name: /Retry 1/ })).toContainText("1 of 1");
});
