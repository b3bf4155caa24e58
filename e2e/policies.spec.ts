import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aPolicy } from "./policies";

test.setTimeout(120_000);

test("the form to record a payment follows what is chosen, and records what it says", async ({
  signedIn,
  merchant,
}) => {
  const policy = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  await page.goto(`/policies/${policy.id}`);
  await page.getByRole("link", { name: "Record policy payment" }).click();
  await expect(page.getByLabel("Type of premium")).toBeVisible();
  await expect(page.getByLabel("Why it failed")).toHaveCount(0);
  await page.getByLabel("Type of payment").selectOption("claim_payout");
  await expect(page.getByLabel("Type of premium")).toHaveCount(0);
  await page.getByLabel("Type of payment").selectOption("premium");
  await page.getByLabel("Status").selectOption("failed");
  await expect(page.getByText("Because the payment failed.").first()).toBeVisible();
  await page.getByRole("button", { name: "Record payment of £18.00" }).click();
  await expect(page.getByText("This is needed.")).toBeVisible();
  await page.getByLabel("Why it failed").fill("Insufficient funds");
  await page.getByRole("button", { name: "Record payment of £18.00" }).click();
  await expect(page).toHaveURL(/\/payments\/[0-9a-f-]{36}$/);
  // The retry waits for its day, and is no second try yet.
  await expect(page.getByText("Tried once")).toBeVisible();
  await expect(page.getByText(/^Retry 1 is due on /)).toBeVisible();
});

type APolicy = Awaited<ReturnType<typeof aPolicy>>;
const PAGES: [string, (policy: APolicy) => string][] = [
  ["list of policies", () => "/policies"],
  ["page of a policy", ({ id }) => `/policies/${id}`],
  ["form to record a payment", ({ id }) => `/policies/${id}/record`],
  ["page of a policyholder", ({ holderId }) => `/policies/holders/${holderId}`],
  ["form of a product module", () => "/policies/product-modules/new"],
];

for (const [name, path] of PAGES) {
  test(`the ${name} is well made`, async ({ signedIn, merchant }) => {
    const page = await signedIn("owner");
    await page.goto(path(await aPolicy(merchant.id)));
    await expectWellMade(page, [390, 1440]);
  });
}
