import { jobContext } from "@/lib/context";
import { newId } from "@/lib/ids";
import { collectDuePayments } from "@/lib/policies/collect-due";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aPolicy } from "./policies";

test.setTimeout(120_000);

const DAY_MS = 86_400_000;

test("a failed premium is retried on its day, recovers, and is counted", async ({ signedIn, merchant }) => {
  const policy = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  await page.goto(`/policies/${policy.id}/record`);
  await page.getByLabel("Status").selectOption("failed");
  await page.getByLabel("Why it failed").fill("Insufficient funds");
  await page.getByRole("button", { name: "Record payment of £18.00" }).click();
  await expect(page).toHaveURL(/\/payments\//);

  await page.goto("/retries");
  const row = page.getByRole("row").filter({ hasText: policy.policyNumber });
  await expect(row).toContainText("Insufficient funds");
  await expect(row).toContainText("Try again");
  await expect(row).toContainText(/Attempt 2 on/);
  await expectWellMade(page, [390, 1440]);

  // The same job as the server's, five days later: the suite's clock is everybody's and stays where it is.
  const later = new Date(Date.now() + 6 * DAY_MS);
  await collectDuePayments({ ctx: jobContext("policy-collection", later, newId()) });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: policy.policyNumber })).toHaveCount(0);
  const chart = page.getByRole("table", { name: "Premiums recovered by the number of the retry" });
  await expect(chart.getByRole("row", { name: /Retry 1/ })).toContainText(/[1-9]\d* of [1-9]/);
});

test("retry now shows what it will do, does it once, and tells what it came to", async ({
  signedIn,
  merchant,
}) => {
  const policy = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  await page.goto(`/policies/${policy.id}/record`);
  await page.getByLabel("Status").selectOption("failed");
  await page.getByLabel("Why it failed").fill("No money");
  await page.getByLabel("What follows").selectOption("block_retry");
  await page.getByRole("button", { name: "Record payment of £18.00" }).click();
  await expect(page).toHaveURL(/\/payments\//);
  await page.goto("/retries?state=stuck");
  const row = page.getByRole("row").filter({ hasText: policy.policyNumber });
  await row.getByRole("button", { name: "Retry now" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Attempt 2 is made now.");
  await dialog.getByRole("button", { name: "Collect £18.00" }).click();
  await expect(dialog).toContainText("1 of 1 made, 1 collected");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(row).toHaveCount(0);
});
