import { expectAccessible, newCustomer, newLink, payWith } from "./checkout";
import { expect, test } from "./fixtures";

test("a customer is added, found by part of their address, and leads to all that is known of them", async ({
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
  await expect(page).toHaveURL(/\/people\/customer\//);
  await expect(page.getByRole("heading", { name: "Ines Ferreira" })).toBeVisible();
  await expect(page.getByText("No payments yet.")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/people");
  await page.getByLabel("Find a person").fill(email);
  await page.getByLabel("Find a person").press("Enter");
  await page.waitForURL(/q=/);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Ines Ferreira" }).click();
  await expect(page).toHaveURL(/\/people\/customer\//);
});

test("what somebody paid twice is pointed out on their page and on the payments", async ({
  signedIn,
  merchant,
  apiKey,
  request,
}) => {
  expect(merchant.id).toBeTruthy();
  const customerId = await newCustomer(request, apiKey);
  const links = [
    await newLink(request, apiKey, { customerId }),
    await newLink(request, apiKey, { customerId }),
  ] as const;
  const page = await signedIn("operator");
  for (const { url } of links) {
    await page.goto(url);
    await payWith(page, "4242424242424242");
    await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  }
  await page.goto(`/payments/${links[0].id}`);
  const twice = page.getByRole("table", { name: "Payments that may be this one paid twice" });
  // Beside each leads another link to its refund.
  await expect(twice.getByRole("link", { name: /^pay_/ })).toHaveAttribute(
    "href",
    `/payments/${links[1].id}`,
  );
  await page
    .getByRole("region", { name: "Payment", exact: true })
    .getByRole("link", { name: "Ines" })
    .click();
  await page.waitForURL(/\/people\/customer\//);
  await expect(
    page
      .getByRole("table", { name: "Payments that may be one paid twice" })
      .getByRole("link", { name: /^pay_/ }),
  ).toHaveCount(2);
  await expectAccessible(page);
});
