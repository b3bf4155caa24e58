import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { childEnvironment } from "@/lib/process/child-environment";
import type { RunningServer } from "./server";

// What a test does first in a deployment that it has for itself.

/** Sets a new deployment up, as its first owner does, without sample data. */
export async function beTheOwner(page: Page, server: RunningServer, merchant: string): Promise<void> {
  await page.goto(server.setupUrl ?? "");
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("a counterfoil is kept");
  await page.getByLabel("Merchant").fill(merchant);
  await page.getByLabel("Load sample data").uncheck();
  await page.getByRole("button", { name: "Create the owner’s account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible({ timeout: 30_000 });
}

/** The secret of a key that is made at the command line. */
export async function makeKey(dataDirectory: string, scopes: string): Promise<string> {
  const words = ["create", "--name", "Back end", "--scopes", scopes, "--data", dataDirectory, "--json"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["lib/server/start.js", "cli/keys", ...words],
    { env: childEnvironment() },
  );
  return (JSON.parse(stdout) as { secret: string }).secret;
}

/** Moves the deployment's clock by one of the steps that its page offers, such as "3 days". */
export async function advanceClock(page: Page, server: RunningServer, step: string): Promise<void> {
  await page.goto(`${server.url}/settings/clock`);
  await page.getByRole("button", { name: `Advance by ${step}` }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Advance the clock" }).click();
  await expect(dialog).toHaveCount(0);
}
