import { newId } from "@/lib/ids";
import { newLink } from "./checkout";
import { expectFocusKept, live, paidPayment } from "./console";
import { expect, test } from "./fixtures";

test("filters live in the address, show as chips, and go one by one", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  await newLink(request, apiKey, { reference: "Pending one" });
  const page = await signedIn("viewer");
  await page.goto(`/payments?merchant=${merchant.id}`);
  await page.getByRole("button", { name: "Status" }).click();
  await page.getByRole("checkbox", { name: "Succeeded" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/status=succeeded/);
  await expect(page.getByText("No payment fits")).toBeVisible();
  await page.reload();
  await page.getByRole("link", { name: "Remove the filter Status: Succeeded" }).click();
  await expect(page).not.toHaveURL(/status=/);
  await expect(page.getByRole("link", { name: "Pending one" })).toBeVisible();
});

test("a range stays relative in the address", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/payments");
  await page.getByRole("button", { name: "Created" }).click();
  await page.getByRole("radio", { name: "Last 7 days" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/\?range=7d$/);
});

test("the search box finds a payment by its id in any spelling, and by its reference", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const reference = `Order ${newId()}`;
  const { id } = await newLink(request, apiKey, { reference });
  const page = await signedIn("viewer");
  await page.goto("/");
  for (const spelling of [id, id.toUpperCase().replace("PAY_", "pay_")]) {
    await page.getByRole("searchbox").fill(spelling);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/payments/${id}$`));
    await expect(page.getByRole("heading", { level: 1, name: reference })).toBeVisible();
  }
  await page.getByRole("searchbox").fill(reference.slice(6));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: reference })).toBeVisible();
});

test("keys walk the rows, select them and open one", async ({ signedIn, request, apiKey, merchant }) => {
  for (const reference of ["First", "Second"]) await newLink(request, apiKey, { reference });
  const page = await signedIn("viewer");
  await page.goto(`/payments?merchant=${merchant.id}`);
  await expect(page.getByRole("link", { name: "First" })).toBeVisible();
  await live(page);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Second" })).toBeFocused();
  await page.keyboard.press("x");
  const selected = page.getByRole("region", { name: "Selected payments" });
  await expect(selected).toContainText("1 selected");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(selected).toContainText("2 selected£98.00, whatever became of them");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Second" })).toBeVisible();
});

test("the export holds exactly what the list shows, and its button says how much", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  for (const reference of ["One", "Two", "=SUM(A1)"]) await newLink(request, apiKey, { reference });
  const page = await signedIn("operator");
  await page.goto(`/payments?merchant=${merchant.id}`);
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export 3 as CSV" }).click();
  const file = await (await started).createReadStream();
  const lines = (await file.toArray()).join("").trim().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines.slice(1).every((line) => line.includes(",pending,GBP,49.00,"))).toBe(true);
  expect(lines.join("\n")).not.toMatch(/,=SUM/);
});

test("a viewer is offered no export, no cancelling and no refund, and is told who may", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const { id } = await newLink(request, apiKey);
  const page = await signedIn("viewer");
  await page.goto("/payments");
  await expect(page.getByRole("link", { name: /Export/ })).toHaveCount(0);
  await page.goto(`/payments/${id}`);
  await expect(page.getByRole("button", { name: "Cancel payment" })).toHaveCount(0);
  await page.getByRole("button", { name: "Why can nothing be done?" }).click();
  await expect(page.getByText("Your role does not include the permission payments:cancel.")).toBeVisible();
});

test("cancelling says who did it and why, and is not offered twice", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const { id } = await newLink(request, apiKey);
  const page = await signedIn("operator");
  await page.goto(`/payments/${id}`);
  await page.getByRole("button", { name: "Cancel payment" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason").fill("Ordered twice");
  await dialog.getByLabel("Reason").press("Enter");
  await expect(page.getByText(/^Cancelled by .+ Reason: Ordered twice$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel payment" })).toHaveCount(0);
  await expectFocusKept(page);
  await expect(page.getByRole("listitem").filter({ hasText: "Ordered twice" })).toBeVisible();
});

test("a refund goes in parts, never beyond what is left", async ({
  page: customer,
  signedIn,
  request,
  apiKey,
}) => {
  const { id } = await paidPayment(customer, request, apiKey);
  const page = await signedIn("operator");
  await page.goto(`/payments/${id}`);
  await page.getByRole("button", { name: "Refund" }).click();
  const dialog = page.getByRole("dialog", { name: "Refund" });
  const amount = dialog.getByLabel("Amount in GBP");
  await expect(amount).toHaveValue("49.00");
  await amount.fill("49.01");
  await dialog.getByRole("button", { name: "Refund £49.01" }).click();
  await expect(dialog.getByText("At most £49.00 is left.")).toBeVisible();
  await amount.fill("9");
  await dialog.getByRole("button", { name: "Refund £9.00" }).click();
  await expect(page.getByText("£9.00 went back to the customer. £40.00 is left.")).toBeVisible();
  await page.getByRole("button", { name: "Refund" }).click();
  await expect(amount).toHaveValue("40.00");
  await dialog.getByRole("button", { name: "Refund £40.00" }).click();
  await expect(page.getByText("£49.00 went back to the customer.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Refund" })).toHaveCount(0);
  await expectFocusKept(page);
});
