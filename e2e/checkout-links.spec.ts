import { expectAccessible, payWith } from "./checkout";
import { createButton, fillLine, linkAddress, openForm } from "./checkout-links";
import { expect, test } from "./fixtures";

test("an operator makes a link, the customer is declined once and pays, and its history shows both", async ({
  signedIn,
  merchant,
  page: customer,
}) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  const preview = page.getByRole("region", { name: "Preview of the payment page" });
  await page.getByRole("textbox", { name: /^Reference/ }).fill("INV-2026-0107");
  await page.getByRole("button", { name: "Add a line" }).click();
  await fillLine(page, 1, ["Linen notebook", "2", "16.50"]);
  await page.getByLabel("Line 1, price each").press("Enter");
  await expect(page.getByLabel("Line 2, description")).toBeFocused();
  await fillLine(page, 2, ["Delivery", "1", "4"]);
  await page.getByRole("button", { name: "Use as the amount" }).click();
  await expect(page.getByLabel("Amount", { exact: true })).toHaveValue("37.00");
  await expect(preview.getByText("2 × £16.50")).toBeVisible();
  await expect(preview.getByText("INV-2026-0107")).toBeVisible();
  await page.getByRole("button", { name: "Create link for £37.00" }).click();

  const address = await linkAddress(page);
  await expect(page.getByText("The link is ready")).toBeVisible();
  await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy the link" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(address);

  await customer.goto(copied);
  await expect(customer.getByText("Linen notebook")).toBeVisible();
  await payWith(customer, "4000000000000002");
  await expect(customer.getByText("Your card was declined")).toBeVisible();
  await payWith(customer, "4242424242424242");
  await expect(customer.getByRole("heading", { name: "Paid" })).toBeVisible();

  await page.getByRole("link", { name: "Payment history" }).click();
  await expect(page).toHaveURL(/\/payments\/pay_/);
  await expect(page.getByText("Visa ending in 0002").first()).toBeVisible();
  await expect(page.getByText("Visa ending in 4242").first()).toBeVisible();
});

test("a link is cancelled after asking, and another like it is made", async ({
  signedIn,
  merchant,
  page: customer,
}) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  await page.getByLabel("Amount", { exact: true }).fill("24");
  await page.getByRole("textbox", { name: /^Reference/ }).fill("Twice");
  await page.getByLabel("Can be paid for").selectOption("7 days");
  await page.getByRole("button", { name: "Add metadata" }).click();
  await page.getByLabel("Name 1").fill("order");
  await page.getByLabel("Value 1").fill("7");
  await createButton(page).click();
  const address = await linkAddress(page);

  await page.getByRole("button", { name: "Cancel the link" }).click();
  await page.getByRole("button", { name: "Cancel payment" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();
  await customer.goto(address);
  await expect(customer.getByRole("button", { name: /^Pay / })).toBeHidden();

  await page.getByRole("link", { name: "New link like this" }).click();
  await page.waitForURL(/form=/);
  await expect(page.getByLabel("Amount", { exact: true })).toHaveValue("24.00");
  await expect(page.getByRole("textbox", { name: /^Reference/ })).toHaveValue("Twice");
  await expect(page.getByLabel("Can be paid for")).toHaveValue("P7D");
  await expect(page.getByLabel("Value 1")).toHaveValue("7");
  await page.getByRole("button", { name: "Create link for £24.00" }).click();
  expect(await linkAddress(page)).not.toBe(address);
});

test("a customer is found while typing, made on the way, and may save a card", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  await page.getByLabel("Amount", { exact: true }).fill("12.50");
  const picker = page.getByRole("combobox", { name: "Customer" });
  await picker.fill("Ines Ferreira");
  await expect(page.getByText("No customer of this merchant fits")).toBeVisible();
  await picker.press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ines Ferreira");
  await page.getByLabel("E-mail", { exact: true }).fill("ines");
  await page.getByLabel("E-mail", { exact: true }).press("Enter");
  await expect(page.getByText("The e-mail address must be an e-mail address.")).toBeVisible();
  await page.getByLabel("E-mail", { exact: true }).fill("ines@example.com");
  await page.getByRole("button", { name: "Add the customer" }).click();
  await page.getByRole("button", { name: "Remove Ines Ferreira" }).click();
  await picker.fill("ines@");
  await expect(page.getByRole("option", { name: "Ines Ferreira" })).toBeVisible();
  await picker.press("Enter");
  await expect(page.getByRole("button", { name: "Remove Ines Ferreira" })).toBeVisible();
  await page.getByLabel("Offer to save the card").check();
  await createButton(page).click();
  await linkAddress(page);
  await expect(page.getByText("Ines Ferreira, ines@example.com")).toBeVisible();
  await expect(page.getByText("If the customer agrees")).toBeVisible();
});

test("the form, with all that can be wrong in it, and the link's page keep nobody out", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  await page.getByRole("button", { name: "Add a line" }).click();
  await fillLine(page, 1, ["", "0", "x"]);
  await page.getByLabel("Can be paid for").selectOption("custom");
  await page.getByLabel("For how long").fill("99");
  await createButton(page).click();
  await expect(page.getByText("A whole number, at most 31 days in all.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("For how long").fill("2");
  await page.getByRole("button", { name: "Remove line 1" }).click();
  await page.getByLabel("Amount", { exact: true }).fill("9.99");
  await createButton(page).click();
  await linkAddress(page);
  await expectAccessible(page);
});

test("the list sorts links by state, finds them, and fits a phone", async ({ signedIn, merchant }) => {
  const page = await signedIn("operator");
  const reference = `Find ${merchant.id.slice(-8)}`;
  await openForm(page, merchant);
  await page.getByLabel("Amount", { exact: true }).fill("5");
  await page.getByRole("textbox", { name: /^Reference/ }).fill(reference);
  await createButton(page).click();
  await linkAddress(page);
  await page.getByRole("link", { name: "Checkout links" }).first().click();
  await page.getByLabel("Find in checkout links").fill(reference);
  await page.getByLabel("Find in checkout links").press("Enter");
  await page.waitForURL(/q=/);
  await expect(page.locator("[data-row]")).toHaveCount(1);
  await expect(page.getByRole("link", { name: reference })).toBeVisible();
  await page.getByRole("navigation", { name: "Links by state" }).getByRole("link", { name: /Paid/ }).click();
  await expect(page.getByText("No link fits")).toBeVisible();
  await page.getByRole("navigation", { name: "Links by state" }).getByRole("link", { name: /Open/ }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("link", { name: reference })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/checkout-links/new");
  await page.waitForURL(/form=/);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("whoever may only look is not offered to make links", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/checkout-links");
  await expect(page.getByRole("heading", { name: "Checkout links" })).toBeVisible();
  await expect(page.getByRole("link", { name: /link$/i })).toHaveCount(0);
  await page.goto("/checkout-links/new");
  await expect(page).toHaveURL(/no-access/);
});
