import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { childEnvironment } from "@/lib/process/child-environment";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { beTheOwner, makeKey } from "./own-deployment";
import { newDataDirectory, startServer } from "./server";

test.setTimeout(300_000);

/** What one of our commands prints, run to its end. */
async function command(...words: string[]): Promise<string> {
  const args = ["lib/server/start.js", ...words];
  return (await promisify(execFile)(process.execPath, args, { env: childEnvironment() })).stdout;
}

test("a deployment that was restored says that it is held, takes no payments, and goes on once its owner releases it", async ({
  page,
  request,
}) => {
  const directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-held-"));
  const original = await newDataDirectory();
  const restored = path.join(directory, "data");
  const backup = path.join(directory, "backup.tar.gz");
  try {
    const first = await startServer(original);
    await beTheOwner(page, first, "Northwind");
    const key = await makeKey(original, "payments:read,payments:write");
    const listed = await command("cli/merchants", "list", "--json", "--data", original);
    const made = await request.post(`${first.url}/v0/payments`, {
      headers: { Authorization: `Bearer ${key}` },
      data: { amount: "4.00", currency: "EUR", merchantId: (JSON.parse(listed) as { id: string }).id },
    });
    expect(made.status()).toBe(201);
    const { paymentUrl } = await made.json();
    // What is open follows a server that is about to go.
    await page.goto("about:blank");
    await command("cli/backup", "--to", backup, "--data", original);
    await first.stop();
    await command("cli/restore", "--from", backup, "--data", restored);

    const server = await startServer(restored);
    try {
      const link = server.url + new URL(paymentUrl).pathname;
      await page.goto(link);
      await expect(
        page.getByRole("heading", { name: "No payments can be taken at the moment" }),
      ).toBeVisible();
      // Sessions are in the backup, as everything is.
      await page.goto(server.url);
      const notice = page.getByRole("alert").filter({ hasText: "This deployment is held" });
      await expect(notice).toContainText("from a backup of");
      await expectWellMade(page);
      await notice.getByRole("button", { name: "Release the deployment" }).click();
      const dialog = page.getByRole("alertdialog");
      await expect(dialog).toContainText("Nothing waits at this moment");
      await expectWellMade(page);
      await dialog.getByRole("button", { name: "Release the deployment" }).click();
      await expect(notice).toHaveCount(0);
      await page.goto(`${server.url}/settings/audit`);
      await expect(page.getByText("Released the deployment after a restore")).toBeVisible();
      await page.goto(link);
      await expect(page.getByRole("button", { name: /^Pay / })).toBeVisible();
    } finally {
      await server.stop();
    }
  } finally {
    for (const each of [directory, original]) await rm(each, { recursive: true, force: true });
  }
});
