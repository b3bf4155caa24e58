import { contextOf } from "@/lib/auth/testing/contexts";
import { spellId } from "@/lib/ids";
import { requestDebicheck } from "@/lib/policies/debicheck/request-debicheck";
import { expectFocusKept, expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aDuePremium, aPolicy } from "./policies";

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

test("a premium says in which batch it was handed over, and a policy what its payer’s bank was told", async ({
  signedIn,
  merchant,
}) => {
  const policy = await aPolicy(merchant.id, undefined, { chosen: true });
  const premiums = await Promise.all([1, 2].map(() => aDuePremium(policy, "debit_order_two_day")));
  const page = await signedIn("operator");
  await page.goto(`/payments/${spellId("pay", premiums[0] ?? "")}`);
  await expect(page.getByText(/^With 1 other, /)).toBeVisible({ timeout: 30_000 });
  await expectWellMade(page, [390, 1440]);
  const asked = { policyId: policy.id, providerType: "nedbank", authenticationType: "REAL TIME" } as const;
  await requestDebicheck({ ctx: contextOf("operator"), input: asked });
  await page.goto(`/policies/${policy.id}`);
  await expect(page.getByText("The payer has agreed", { exact: true })).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  await page.getByRole("button", { name: "End it…" }).click();
  await page.getByRole("button", { name: "End the agreement" }).click();
  const agreement = page.getByRole("region", { name: "Agreement to collect" });
  await expect(agreement.getByText("Cancelled", { exact: true })).toBeVisible();
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

test("whoever blocks a payment method by key goes on beside it", async ({ signedIn, merchant }) => {
  const { holderId } = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  await page.goto(`/policies/holders/${holderId}`);
  const block = page.getByRole("button", { name: "Block…" });
  await block.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Reason").fill("Reported stolen");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Unblock" })).toBeVisible();
  await expect(block).toHaveCount(0);
  await expectFocusKept(page);
});
