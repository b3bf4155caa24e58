import { expect, test } from "./fixtures";
import { aPolicy } from "./policies";

test.use({ locale: "de-DE" });

test("a premium is typed as its reader writes amounts, and a wrong one is told with an example that is taken", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("admin");
  const { id } = await aPolicy(merchant.id);
  await page.goto(`/policies/${id}/record`);
  const amount = page.getByLabel("Amount in GBP");
  await expect(amount).toHaveValue("18,00");
  await amount.fill("12.50");
  await page.getByRole("button", { name: "Record payment", exact: true }).click();
  await expect(page.getByText("Type an amount, such as 1,50.")).toBeVisible();
  await expect(amount).toBeFocused();
  await amount.fill("1,50");
  await page.getByRole("button", { name: /^Record payment of 1,50/ }).click();
  await expect(page).toHaveURL(/\/payments\//);
  await expect(page.getByText(/^1,50\s£$/).first()).toBeVisible();
});

test("payments are filtered by an amount as its reader writes it, and a wrong one stays and is told", async ({
  signedIn,
}) => {
  const page = await signedIn("viewer");
  await page.goto("/payments");
  await page.getByRole("button", { name: "More" }).click();
  const from = page.getByLabel("Amount from");
  await from.fill("12.5");
  await page.getByRole("button", { name: "Apply" }).last().click();
  await expect(page.getByText("Type an amount, such as 1,50.")).toBeVisible();
  await expect(from).toBeFocused();
  await expect(from).toHaveValue("12.5");
  // In a panel that was closed, too.
  await page.keyboard.press("Escape");
  await page.getByLabel("Find in payments").press("Enter");
  await expect(page.getByText("Type an amount, such as 1,50.")).toBeVisible();
  await from.fill("1.234,50");
  await from.press("Enter");
  await expect(page).toHaveURL(/\/payments\?min=1234\.50$/);
  await expect(page.getByRole("link", { name: "Remove the filter At least: 1234,50" })).toBeVisible();
});
