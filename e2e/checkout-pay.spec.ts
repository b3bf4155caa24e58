import { redirectSignature } from "@/lib/checkout/signed-redirect";
import { redirectSecretOf } from "@/lib/merchants/redirect-secret";
import {
  chargesOf,
  expectAccessible,
  expireCardsOf,
  newCustomer,
  newLink,
  payWith,
  pressPay,
  statusOf,
} from "./checkout";
import { expect, test } from "./fixtures";

test("a customer survives a decline, pays, and gets a receipt", async ({
  page,
  request,
  apiKey,
  merchant,
}) => {
  const link = await newLink(request, apiKey, {
    reference: "INV-2026-0042",
    lineItems: [{ description: "Linen notebook", amount: "16.50", quantity: 2 }],
  });
  await page.goto(link.url);
  await expect(page).toHaveTitle(`Pay £49.00 to ${merchant.name}`);
  await expect(page.getByText("INV-2026-0042")).toBeVisible();
  await expect(page.getByText("2 × £16.50")).toBeVisible();

  await payWith(page, "4000000000000002");
  const alert = page.getByRole("alert").filter({ hasText: "Your card was declined" });
  await expect(alert).toContainText("Nothing was taken. You can try 9 more times.");
  await expect(page.getByLabel("Card number")).toHaveValue("4000 0000 0000 0002");
  await expect(page.getByLabel("Expiry date")).toHaveValue("12/34");
  expect(await statusOf(request, apiKey, link)).toBe("pending");

  await payWith(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  await expect(page).toHaveTitle(`Paid £49.00 to ${merchant.name}`);
  await expect(page.getByText(link.id)).toBeVisible();
  expect(await statusOf(request, apiKey, link)).toBe("completed");
  expect(await chargesOf(link)).toEqual(["failed", "succeeded"]);

  await page.goto(link.url);
  await expect(page.getByText("There is nothing more to pay")).toBeVisible();
});

test("the form, a decline and the receipt keep nobody out", async ({ page, request, apiKey }) => {
  await page.goto((await newLink(request, apiKey)).url);
  await expectAccessible(page);
  await payWith(page, "4000000000000002");
  await expect(page.getByText("Your card was declined")).toBeVisible();
  await expectAccessible(page);
  await payWith(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  await expectAccessible(page);
});

test("a paid customer goes back with a signature that the merchant can verify", async ({
  page,
  request,
  apiKey,
  merchant,
}) => {
  await page.route("https://shop.example/**", (route) => route.fulfill({ body: "Thank you." }));
  const successRedirectUrl = "https://shop.example/thanks?order=7";
  const link = await newLink(request, apiKey, { successRedirectUrl, reference: "Å|1 & 2" });
  await page.goto(link.url);
  await payWith(page, "5555555555554444");
  await page.waitForURL(/signature=/);
  const sent = new URL(page.url()).searchParams;
  expect(sent.get("order")).toBe("7");
  const parts = ["payment_id", "status", "reference", "timestamp"].map((name) => sent.get(name) ?? "absent");
  expect(parts.slice(0, 3)).toEqual([link.id, "completed", "Å|1 & 2"]);
  const secret = await redirectSecretOf(merchant.id);
  expect(sent.get("signature")).toBe(redirectSignature(parts, secret ?? ""));
});

test("two tabs that pay at once charge once", async ({ context, request, apiKey }) => {
  const link = await newLink(request, apiKey);
  const tabs = await Promise.all([context.newPage(), context.newPage()]);
  await Promise.all(tabs.map((tab) => tab.goto(link.url)));
  await Promise.all(tabs.map((tab) => payWith(tab, "4242424242424242")));
  for (const tab of tabs) await expect(tab.getByRole("heading", { name: "Paid" })).toBeVisible();
  expect(await chargesOf(link)).toEqual(["succeeded"]);
});

test("twenty forms posted at once charge once", async ({ request, apiKey }) => {
  const link = await newLink(request, apiKey);
  const form = { method: "card", number: "4242424242424242", expiry: "12/34", cvc: "123" };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => request.post(`${link.url}/submit`, { form, maxRedirects: 0 })),
  );
  for (const answer of answers) expect(answer.status()).toBe(303);
  expect(await chargesOf(link)).toEqual(["succeeded"]);
});

test("what is wrong with a card stands beside its field, and nothing is sent", async ({
  page,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  await page.goto(link.url);
  const posts: string[] = [];
  page.on("request", (sent) => sent.method() === "POST" && posts.push(sent.url()));
  await payWith(page, "4242424242424241");
  await expect(page.getByText("Check the card number: a digit is wrong")).toBeVisible();
  await expect(page.getByLabel("Card number")).toBeFocused();
  await page.getByLabel("Card number").fill("");
  await page.getByLabel("Expiry date").fill("01/20");
  await page.getByLabel("Security code").fill("12");
  await pressPay(page);
  await expect(page.getByText("Enter the card number")).toBeVisible();
  await expect(page.getByText("This card has expired")).toBeVisible();
  await expect(page.getByText("The security code has 3 digits")).toBeVisible();
  await expectAccessible(page);
  expect(posts).toEqual([]);
});

test("a card is shown by its brand and grouped as it is printed", async ({ page, request, apiKey }) => {
  await page.goto((await newLink(request, apiKey)).url);
  const number = page.getByLabel("Card number");
  await number.pressSequentially("378282246310005");
  await expect(number).toHaveValue("3782 822463 10005");
  await expect(page.getByText("American Express", { exact: true })).toBeAttached();
  await expect(page.getByText("4 digits on the front")).toBeVisible();
  await page.getByLabel("Expiry date").pressSequentially("930");
  await expect(page.getByLabel("Expiry date")).toHaveValue("09/30");
});

test("a saved card pays the next link, and a card that only saves well does not", async ({
  page,
  request,
  apiKey,
}) => {
  const customerId = await newCustomer(request, apiKey);
  const first = await newLink(request, apiKey, { customerId, savePaymentMethod: true });
  await page.goto(first.url);
  await page.getByLabel("Save this card").check();
  await payWith(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();

  const second = await newLink(request, apiKey, { customerId, savePaymentMethod: true });
  await page.goto(second.url);
  await expect(page.getByRole("radio", { name: "Visa ending in 4242" })).toBeChecked();
  await expect(page.getByLabel("Card number")).toBeHidden();
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Another card" }).check();
  await page.getByLabel("Save this card").check();
  await payWith(page, "4000000000000341");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();

  const third = await newLink(request, apiKey, { customerId });
  await page.goto(third.url);
  await page.getByRole("radio", { name: "Visa ending in 0341" }).check();
  await pressPay(page);
  await expect(page.getByText("Your card was declined")).toBeVisible();
  await page.getByRole("radio", { name: "Visa ending in 4242" }).check();
  await pressPay(page);
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  expect(await chargesOf(third)).toEqual(["failed", "succeeded"]);
});

test("a saved card that has expired is shown as such, and another one is asked for", async ({
  page,
  request,
  apiKey,
}) => {
  const customerId = await newCustomer(request, apiKey);
  const first = await newLink(request, apiKey, { customerId, savePaymentMethod: true });
  await page.goto(first.url);
  await page.getByLabel("Save this card").check();
  await payWith(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  await expireCardsOf(customerId);

  const second = await newLink(request, apiKey, { customerId });
  await page.goto(second.url);
  await expect(page.getByRole("radio", { name: "Visa ending in 4242 Expired 10/26" })).toBeDisabled();
  await expect(page.getByRole("radio", { name: "Another card" })).toBeChecked();
  await expectAccessible(page);
  await payWith(page, "5555555555554444");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
});

test("the total is written as the reader writes money", async ({ browser, request, apiKey, baseURL }) => {
  const link = await newLink(request, apiKey, { amount: "1234.50", currency: "EUR" });
  const context = await browser.newContext({ locale: "de-DE", ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(link.url);
  await expect(page.getByRole("button", { name: "Pay 1.234,50 €" })).toBeVisible();
  await context.close();
});

test("an expiry date is understood as it is pasted, filled in or typed, before it is rewritten", async ({
  page,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  await page.goto(link.url);
  const expiry = page.getByLabel("Expiry date");
  for (const filled of ["2034-12", "12/2034", "122034", "34/12", "١٢/٣٤", "１２　／　２０３４"]) {
    await expiry.fill(filled);
    await expect(expiry).toHaveValue("12/34");
  }
  for (const typed of ["2034-12", "2034 / 12", "1234", "12/34", "12.2034"]) {
    await expiry.fill("");
    await expiry.pressSequentially(typed);
    await expiry.blur();
    await expect(expiry).toHaveValue("12/34");
  }
  await expiry.fill("2029-13");
  await expect(expiry).toHaveValue("2029-13");
});
