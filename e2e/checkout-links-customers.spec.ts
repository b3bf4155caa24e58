import { expectAccessible } from "./checkout";
import { expect, test } from "./fixtures";

test("a customer is added, found by part of their address, and leads to their payments", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("operator");
  const email = `ines.${merchant.id.slice(-8)}@example.com`;
  await page.goto("/customers/new");
  await page.getByLabel("Merchant").selectOption({ label: merchant.name });
  await page.getByLabel("Name", { exact: true }).fill("Ines Ferreira");
  await page.getByRole("button", { name: "Add the customer" }).click();
  await expect(page.getByText("The e-mail address must be an e-mail address.")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ines Ferreira");
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Add the customer" }).click();
  await page.waitForURL(/\/customers$/);
  await page.getByLabel("Find in customers").fill(email.slice(0, 12));
  await page.getByLabel("Find in customers").press("Enter");
  await page.waitForURL(/q=/);
  await expect(page.getByText(email)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await page.getByRole("link", { name: "Ines Ferreira" }).click();
  await expect(page).toHaveURL(/\/payments\?q=ines/);
});
