import { createButton, linkAddress, openForm, paymentsOf } from "./checkout-links";
import { expect, test } from "./fixtures";

test("ten clicks on the button make one payment", async ({ signedIn, merchant }) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  await page.getByLabel("Amount", { exact: true }).fill("18");
  await createButton(page).evaluate((button: HTMLButtonElement) => {
    for (let press = 0; press < 10; press++) button.click();
  });
  await linkAddress(page);
  expect(await paymentsOf(merchant)).toBe(1);
});

test("a form that is reloaded or come back to keeps what was typed and makes the same payment", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  await page.getByLabel("Amount", { exact: true }).fill("18");
  await page.getByRole("textbox", { name: /^Reference/ }).fill("Once");
  await page.reload();
  await expect(page.getByLabel("Amount", { exact: true })).toHaveValue("18");
  await expect(page.getByRole("textbox", { name: /^Reference/ })).toHaveValue("Once");
  await createButton(page).click();
  const first = await linkAddress(page);

  await page.goBack();
  await expect(page.getByText("This form has made its link already")).toBeVisible();
  await expect(page.getByLabel("Amount", { exact: true })).toHaveValue("18");
  await page.reload();
  await expect(page.getByText("This form has made its link already")).toBeVisible();
  await createButton(page).click();
  expect(await linkAddress(page)).toBe(first);
  expect(await paymentsOf(merchant)).toBe(1);
});

test("a form that has made its link says so in a tab of its own, and is not taken for it with another amount", async ({
  signedIn,
  merchant,
}) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  await page.getByLabel("Amount", { exact: true }).fill("50");
  const address = page.url();
  await createButton(page).click();
  await linkAddress(page);

  const tab = await page.context().newPage();
  await tab.goto(address);
  await expect(tab.getByText("This form has made its link already")).toBeVisible();
  await tab.getByLabel("Merchant", { exact: true }).selectOption({ label: merchant.name });
  await tab.getByLabel("Amount", { exact: true }).fill("60");
  await createButton(tab).click();
  await expect(tab.getByText("This form was sent before with something else in it")).toBeVisible();
  expect(tab.url()).toBe(address);
  expect(await paymentsOf(merchant)).toBe(1);
  await tab.close();
});

test("a form whose answer is lost is sent again under the same key, with all that was typed", async ({
  signedIn,
  merchant,
  consoleErrors,
}) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  await page.getByLabel("Amount", { exact: true }).fill("18");
  // The server does what it is asked, and the answer never arrives.
  await page.route("**/checkout-links/new**", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    await route.abort();
  });
  await createButton(page).click();
  await expect(page.getByText("we do not know whether this was done")).toBeVisible();
  await expect(page.getByLabel("Amount", { exact: true })).toHaveValue("18");
  await page.unroute("**/checkout-links/new**");
  // The browser says itself that an answer was lost.
  expect(consoleErrors.splice(0).join()).toContain("ERR_FAILED");
  await createButton(page).click();
  await linkAddress(page);
  expect(await paymentsOf(merchant)).toBe(1);
});

test("what is wrong stands beside its field, and nothing is sent", async ({ signedIn, merchant }) => {
  const page = await signedIn("operator");
  await openForm(page, merchant);
  const posts: string[] = [];
  page.on("request", (sent) => sent.method() === "POST" && posts.push(sent.url()));
  await createButton(page).click();
  await expect(page.getByText("The amount is required.")).toBeVisible();
  await expect(page.getByLabel("Amount", { exact: true })).toBeFocused();
  await page.getByLabel("Amount", { exact: true }).fill("5000.01");
  await page.getByLabel("After paying, go to").fill("javascript:alert(1)");
  await createButton(page).click();
  await expect(page.getByText("The amount must be at most 5000.00.")).toBeVisible();
  await expect(page.getByText("The address must be an absolute http or https address.")).toBeVisible();
  expect(posts).toEqual([]);
  expect(await paymentsOf(merchant)).toBe(0);
});
