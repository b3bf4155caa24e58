import { contextOf } from "@/lib/auth/testing/contexts";
import { setVerificationStatus } from "@/lib/policies/methods/verify-payment-method";
import { expectFocusKept, expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aPolicy, recordFailure } from "./policies";

test.setTimeout(120_000);

test("retry now shows what it will do, does it once, and tells what it came to", async ({
  signedIn,
  merchant,
}) => {
  const policy = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  await recordFailure(page, policy.id, "block_retry");
  await page.goto("/retries?state=stuck");
  const row = page.getByRole("row").filter({ hasText: policy.policyNumber });
  await row.getByRole("button", { name: "Retry now" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Attempt 2 is made now.");
  await dialog.getByRole("button", { name: "Collect £18.00" }).click();
  await expect(dialog).toContainText("1 of 1 made, 1 collected");
  await expectFocusKept(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(row).toHaveCount(0);
  await expectFocusKept(page);
});

test("retry many says before what is left out and why, what it comes to, and afterwards what each came to", async ({
  signedIn,
  merchant,
}) => {
  const [paying, failing, blocked] = await Promise.all([
    aPolicy(merchant.id),
    aPolicy(merchant.id, "62000000000001"),
    aPolicy(merchant.id),
  ]);
  const page = await signedIn("operator");
  for (const { id } of [paying, failing, blocked]) await recordFailure(page, id, "allow_retry");
  await setVerificationStatus({
    ctx: contextOf("admin"),
    input: { id: blocked.methodId, banv_status: "blocked", blocked_reason: "Reported stolen" },
  });
  await page.goto("/retries");
  for (const { policyNumber } of [paying, failing, blocked])
    await page.getByRole("checkbox", { name: `Select ${policyNumber}, £18.00` }).check();
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.getByRole("button", { name: "Retry 3…" }).click();
  const dialog = page.getByRole("dialog", { name: "Retry 2 premiums now?" });
  const left = dialog.getByRole("region", { name: "Will not be retried" });
  await expect(left).toContainText("1 will not be retried");
  await expect(left).toContainText(
    `${blocked.policyNumber}, £18.00: The payment method is blocked (Reported stolen). Unblock it first.`,
  );
  await expect(dialog).toContainText("Attempt 2 is made now instead of on its day.");
  await expectWellMade(page, [390, 1440]);
  await dialog.getByRole("button", { name: "Collect £36.00" }).click();
  const done = page.getByRole("dialog", { name: "Retried 2 premiums" });
  await expect(done.getByText("2 of 2 made, 1 collected")).toBeVisible();
  await expect(done.getByRole("progressbar", { name: "Retries gone through" })).toHaveAttribute("value", "2");
  await expect(done.getByRole("listitem").filter({ hasText: paying.policyNumber })).toContainText(
    "Collected",
  );
  await expect(done.getByRole("listitem").filter({ hasText: failing.policyNumber })).toContainText(
    "Failed again",
  );
  await done.getByRole("button", { name: "Done" }).click();
  const row = (policyNumber: string) => page.getByRole("row").filter({ hasText: policyNumber });
  await expect(row(paying.policyNumber)).toHaveCount(0);
  await expect(row(failing.policyNumber)).toContainText(/Attempt 3 on/);
  await expect(row(failing.policyNumber)).toContainText("1 attempt left");
  await expect(row(blocked.policyNumber)).toContainText("Unblock it first.");
  await expect(page.getByText("Select to retry several").or(page.getByText("2 selected"))).toBeVisible();
});

test("stop retrying cancels the retry that waits, and the premium can still be retried by hand", async ({
  signedIn,
  merchant,
}) => {
  const policy = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  await recordFailure(page, policy.id, "allow_retry");
  await page.goto("/retries?state=waiting");
  const row = page.getByRole("row").filter({ hasText: policy.policyNumber });
  await row.getByRole("button", { name: "Stop retrying" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Stop retrying £18.00?" });
  await expect(dialog).toContainText(/Attempt 2 on .* is cancelled, and no other is made by itself\./);
  await dialog.getByRole("button", { name: "Stop retrying" }).click();
  await expect(row).toHaveCount(0);
  await page.goto("/retries?state=stuck");
  await expect(row).toContainText("None planned");
  await expect(row.getByRole("button", { name: "Stop retrying" })).toHaveCount(0);
  await expect(row.getByRole("button", { name: "Retry now" })).toBeVisible();
});
