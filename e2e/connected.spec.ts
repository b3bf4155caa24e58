import type { Page } from "@playwright/test";
import { newId } from "@/lib/ids";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";

async function addConnector(page: Page): Promise<string> {
  const name = `Bank ${newId().slice(-6)}`;
  await page.goto("/connectors");
  await page.getByRole("button", { name: "Add a connector" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Add the connector" }).click();
  await expect(page.getByRole("link", { name })).toBeVisible();
  // Whoever works with the keyboard goes on where the dialog was opened.
  await expect(page.getByRole("button", { name: "Add a connector" })).toBeFocused();
  return name;
}

const MARKUP = "<img src=/x onerror=document.title=1>";

async function chooseFile(page: Page, text: string, connector: string): Promise<void> {
  await page.goto("/connectors/import");
  await page.getByLabel("Connector").selectOption({ label: connector });
  await page
    .getByLabel("CSV file")
    .setInputFiles({ name: "bank.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
}

test("a file of payments is previewed, imported, and what was refused can be mended", async ({
  signedIn,
  merchant,
}) => {
  test.slow();
  expect(merchant.id).toBeTruthy();
  const page = await signedIn("admin");
  const connector = await addConnector(page);
  const reference = `INV-${newId().slice(-8)}`;
  const text = `Reference,Date,Amount,Currency,State\n${reference},2026-01-05,120.50,EUR,succeeded\n${reference}-2,${MARKUP},1.00,EUR,succeeded\n`;
  await chooseFile(page, text, connector);
  await expect(page.getByText("1 of 2 lines would be refused")).toBeVisible();
  await expect(page.getByText(/Line 3:.*Created at/)).toBeVisible();
  // What a cell says is shown as it is, and runs nowhere.
  await expect(page.getByText(MARKUP).first()).toBeVisible();
  await expect(page.locator('img[src="/x"]')).toHaveCount(0);
  await page.getByRole("button", { name: "Import 1 line, refuse 1" }).click();
  await expect(page.getByRole("heading", { name: "Done" })).toBeVisible({ timeout: 20_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /Download the 1 refused/ }).click();
  expect((await download).suggestedFilename()).toBe("bank-refused.csv");
  await page.goto(`/payments?q=${reference}`);
  await expect(page.getByRole("link", { name: reference, exact: true })).toHaveCount(1);
});

test("an operator adds a refund and a dispute with its deadline to a mirrored payment, and notes why", async ({
  signedIn,
  merchant,
}) => {
  test.slow();
  expect(merchant.id).toBeTruthy();
  const page = await signedIn("admin");
  const connector = await addConnector(page);
  const reference = `ADJ-${newId().slice(-8)}`;
  await chooseFile(page, `Reference,Date,Amount,Currency\n${reference},2026-01-05,100.00,EUR\n`, connector);
  await page.getByRole("button", { name: "Import 1 line" }).click();
  await expect(page.getByRole("heading", { name: "Done" })).toBeVisible({ timeout: 20_000 });
  await page.goto(`/payments?q=${reference}`);
  await page.getByRole("link", { name: reference, exact: true }).click();
  await page.getByRole("button", { name: "Add an adjustment" }).click();
  await page.getByLabel("What happened").selectOption("refunded");
  await page.getByLabel("Amount in EUR").fill("40.00");
  await page.getByRole("button", { name: "Add it to the history" }).click();
  await expect(page.getByText("Say why: whoever reads the history will want to know.")).toBeVisible();
  await page.getByLabel("Reason").fill("Agreed on the phone");
  await page.getByRole("button", { name: "Add it to the history" }).click();
  const history = page.getByRole("list", { name: "History, latest first" });
  await expect(history.getByText("€60.00")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Agreed on the phone").first()).toBeVisible();
  await page.getByRole("button", { name: "Add an adjustment" }).click();
  await page.getByLabel("What happened").selectOption("dispute");
  await page.getByLabel("To be answered by").fill("2025-12-24T12:00");
  await page.getByLabel("Reason").fill("The bank wrote");
  await page.getByRole("button", { name: "Add it to the history" }).click();
  await expect(page.getByText("A dispute is answered after it was opened.")).toBeVisible();
  await page.getByLabel("To be answered by").fill("2035-12-24T12:00");
  await page.getByRole("button", { name: "Add it to the history" }).click();
  await expect(page.getByText(/Answer at the provider by 24 Dec 2035/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Edit metadata" }).click();
  await page.getByLabel("New key").fill("ticket");
  await page.getByLabel("Value").fill("T-1042");
  await page.getByRole("button", { name: "Save metadata" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "T-1042" })).toBeVisible({ timeout: 20_000 });
});

test("a paused connector is offered for no import, and a viewer may pause none", async ({ signedIn }) => {
  test.slow();
  const page = await signedIn("admin");
  const name = await addConnector(page);
  await page.getByRole("button", { name: `Pause ${name}` }).click();
  await expect(page.getByRole("button", { name: `Resume ${name}` })).toBeVisible();
  await page.goto("/connectors/import");
  await expect(page.getByRole("option", { name })).toHaveCount(0);
  const viewer = await signedIn("viewer");
  await viewer.goto("/connectors");
  await expect(viewer.getByRole("link", { name })).toBeVisible();
  await expect(viewer.getByRole("button", { name: /Pause|Resume|Add/ })).toHaveCount(0);
});

test("the pages of connectors keep nobody out", async ({ signedIn }) => {
  test.slow();
  const page = await signedIn("admin");
  await addConnector(page);
  for (const path of ["/connectors", "/connectors/accounts", "/connectors/import"]) {
    await page.goto(path);
    await expectWellMade(page);
  }
});

test("a file in another encoding is read letter by letter, and its contradictions are named before it is taken", async ({
  signedIn,
  merchant,
}) => {
  test.slow();
  expect(merchant.id).toBeTruthy();
  const page = await signedIn("admin");
  const connector = await addConnector(page);
  const reference = `Müller-${newId().slice(-8)}`;
  const lines = [
    `${reference},2026-01-05,1.00`,
    `${reference},2026-01-05,2.00`,
    `Möller-${reference},2026-01-05,3.00`,
  ];
  const text = ["Reference,Date,Amount,Currency", ...lines.map((line) => `${line},EUR`)].join("\n");
  await page.goto("/connectors/import");
  await page.getByLabel("Connector").selectOption({ label: connector });
  const buffer = Buffer.from(text, "latin1");
  await page.getByLabel("CSV file").setInputFiles({ name: "bank.csv", mimeType: "text/csv", buffer });
  await expect(page.getByLabel("Letters are written in")).toHaveValue("windows-1252");
  const table = page.getByRole("region", { name: "The first lines of the file" });
  await expect(table.getByText(reference, { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/Line 2:.*contradicts line 3/)).toBeVisible();
  await expect(page.getByText(/Line 3:.*contradicts line 2/)).toBeVisible();
  await page.getByLabel("Letters are written in").selectOption("macintosh");
  await expect(table.getByText(reference, { exact: true })).toHaveCount(0);
  // The same table as a spreadsheet's "Unicode text": nothing is left to choose, and it is read as it was.
  const unicode = Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  await page
    .getByLabel("CSV file")
    .setInputFiles({ name: "bank.csv", mimeType: "text/csv", buffer: unicode });
  await expect(table.getByText(reference, { exact: true }).first()).toBeVisible();
  await expect(page.getByLabel("Letters are written in")).toHaveCount(0);
  await page.getByLabel("CSV file").setInputFiles({ name: "bank.csv", mimeType: "text/csv", buffer });
  await expect(page.getByLabel("Letters are written in")).toHaveValue("windows-1252");
  await page.getByRole("button", { name: "Import 1 line, refuse 2" }).click();
  await expect(page.getByRole("heading", { name: "Done" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("table", { name: "Refused lines" }).getByText(/contradicts line/)).toHaveCount(
    2,
  );
});
