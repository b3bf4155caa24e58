import type { APIRequestContext } from "@playwright/test";
import { closeDispute, openDispute } from "@/lib/connectors/testing/stripe-fake/pay";
import { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { detachMethod } from "@/lib/connectors/testing/stripe-fake/setup";
import { runPrepared } from "@/lib/db/sql";
import type { Merchant } from "@/lib/merchants/merchant";
import { type Link, newCustomer, newLink, statusOf } from "./checkout";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { lookAt } from "./looks/look";
import { aDuePremium, aPolicy, routePremiums } from "./policies";
import {
  CONNECTED,
  END,
  EXPLANATION,
  expectOverview,
  expectSays,
  POLL_NOW,
  payAtStripe,
  ROUTE,
  sendEvidence,
} from "./stripe";
import { looksAtMandatePages } from "./stripe-mandate";
import { mirrorsAccount } from "./stripe-mirror";

// Money through a provider with pages of its own, against a stand-in for Stripe that the server is pointed at.
test.describe.configure({ mode: "serial" });
test.slow();

const KEY = "sk_test_51BrowserTests0000";
const SECRET = "whsec_browsertests";
let fake: StripeFake;
let connectionId = "";

test.beforeAll(async () => {
  fake = await new StripeFake(KEY).listen(Number(new URL(process.env.STRIPE_API_BASE ?? "").port));
});

test.afterAll(async () => {
  await runPrepared(END, [connectionId]);
  await fake?.close();
});

/** Leads a test's own merchant to the connection, as the first test does by hand. */
async function routed({ id }: Merchant): Promise<void> {
  await runPrepared(ROUTE, [id, connectionId]);
  // A process goes by what it read of the routes for two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2_100));
}

const intentOf = (reference: string) =>
  fake.books.intents.find(({ metadata }) => metadata.reference === reference);
const completed = (request: APIRequestContext, apiKey: string, link: Link) =>
  expect.poll(() => statusOf(request, apiKey, link), { timeout: 30_000 }).toBe("completed");

test("an admin connects Stripe, and a link is paid on its page, refunded, disputed, answered and lost", async ({
  signedIn,
  merchant,
  request,
  apiKey,
  browser,
}) => {
  const admin = await signedIn("admin");
  await admin.goto("/settings/providers");
  await admin.getByRole("button", { name: "Connect a provider" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Provider").selectOption("stripe");
  await dialog.getByLabel("Name").fill("Stripe for tests");
  await dialog.getByLabel("Secret or restricted key").fill("sk_test_notthisone000");
  await dialog.getByRole("button", { name: "Check and connect" }).click();
  await expect(dialog.getByText(/refuses the key/)).toBeVisible();
  await dialog.getByLabel("Secret or restricted key").fill(KEY);
  await dialog.getByRole("button", { name: "Check and connect" }).click();
  await expect(dialog.getByText("Checkout Sessions")).toBeVisible();
  const [row] = await runPrepared<{ id: string }>(CONNECTED, [fake.books.account]);
  connectionId = row?.id ?? "";
  await admin.goto("/settings/providers");
  await admin.getByRole("link", { name: "Stripe for tests" }).click();
  await admin.getByRole("button", { name: /^Set the secret/ }).click();
  await admin.getByLabel("Signing secret").fill(SECRET);
  await admin.getByRole("button", { name: "Set the secret", exact: true }).click();
  await expect(admin.getByRole("dialog")).toHaveCount(0);
  fake.endpoint = { url: `${process.env.PUBLIC_URL}/api/providers/${connectionId}/events`, secret: SECRET };
  fake.delivers = "twice";
  await routed(merchant);

  const link = await newLink(request, apiKey, { reference: "S-1" });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link.url);
  await expectWellMade(page, [390, 1440]);
  await expect(page.getByLabel("Card number")).toHaveCount(0);
  await expect(page.getByText("Test page: no money moves")).toBeVisible();
  await expect(page.getByText("Test cards")).toHaveCount(0);
  await page.getByRole("button", { name: "Continue to pay £49.00" }).click();
  await expect(page.getByText("4900 gbp")).toBeVisible();
  await payAtStripe(page, "4000000000009995");
  await expect(page.getByRole("alert")).toHaveText("Your card was declined.");
  expect(await statusOf(request, apiKey, link)).not.toBe("completed");
  await payAtStripe(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: /paid|thank/i })).toBeVisible();
  await completed(request, apiKey, link);
  await context.close();

  const operator = await signedIn("operator");
  await operator.goto(`/payments/${link.id}`);
  const says = (...sentences: string[]) => expectSays(operator, sentences);
  await says("All of it is here.", "Succeeded", "Nothing is open. It can be refunded.");
  await expectOverview(admin, merchant, "£49.00", null);

  await operator.getByRole("button", { name: "Refund" }).click();
  await operator.getByLabel("Amount in GBP").fill("24.50");
  await operator.getByRole("button", { name: "Refund £24.50" }).click();
  await says("£24.50 of it is left: £24.50 refunded.", "Partially refunded");
  const intent = intentOf("S-1");
  if (!intent) throw new Error("nothing was paid");
  expect(fake.books.refundedOf(intent)).toBe(2_450);
  await expectOverview(admin, merchant, "£49.00", "Refunded -£24.50 Net £24.50");

  const dispute = openDispute(fake.books, intent);
  const gone = "Nothing of it is left: £24.50 refunded, £24.50 in dispute or lost to one.";
  await says(gone, "Dispute", "Send evidence by");
  await expectOverview(admin, merchant, "£49.00", "Refunded -£24.50 Disputed -£24.50 Net £0.00");
  await sendEvidence(operator);
  await says("Evidence has been sent: what the bank decides is shown here by itself.");
  const history = operator.getByRole("list", { name: "History, latest first" });
  await expect(history.getByText("Evidence sent", { exact: true })).toBeVisible();
  await expect(history.getByText(EXPLANATION).first()).toBeVisible();
  expect(dispute.submitted).toEqual([
    { uncategorized_text: `${EXPLANATION}\n\nReceipt:\nNo. 1042`, product_description: "Two mugs" },
  ]);

  closeDispute(fake.books, dispute, "lost");
  await says(gone, "Dispute lost", "Nothing more can be done here.");
  await expectOverview(admin, merchant, "£49.00", "Refunded -£24.50 Disputed -£24.50 Net £0.00");
  await expect(operator.getByRole("button", { name: "Send evidence" })).toHaveCount(0);
  expect(fake.books.intents.filter(({ metadata }) => metadata.reference === "S-1")).toHaveLength(1);
});

test("a customer who pays and never comes back is found to have paid though every message is lost", async ({
  merchant,
  request,
  apiKey,
  page,
}) => {
  await routed(merchant);
  fake.delivers = "never";
  const link = await newLink(request, apiKey, { reference: "S-2" });
  await page.goto(link.url);
  await page.getByRole("button", { name: /^Continue to pay/ }).click();
  await page.route("**/return", (route) => route.abort());
  await payAtStripe(page, "4242424242424242").catch(() => {});
  await expect.poll(() => intentOf("S-2")?.status).toBe("succeeded");
  await runPrepared(POLL_NOW, [connectionId]);
  await completed(request, apiKey, link);
  fake.delivers = "once";
});

test("a card that is kept on Stripe's page is charged while its customer is away, until it is taken away there", async ({
  merchant,
  request,
  apiKey,
  page,
  signedIn,
}) => {
  await routed(merchant);
  const customerId = await newCustomer(request, apiKey);
  const link = await newLink(request, apiKey, { customerId, savePaymentMethod: true });
  await page.goto(link.url);
  await page.getByRole("button", { name: /^Continue to pay/ }).click();
  await payAtStripe(page, "5555555555554444");
  await completed(request, apiKey, link);

  const operator = await signedIn("operator");
  await operator.goto(`/people/customer/${customerId}`);
  const card = operator.getByRole("listitem").filter({ hasText: "Until 12/2034" });
  await expect(card).toContainText(/Mastercard.*4444/);
  await expect(card).toContainText("Stripe");
  await expect(card).toContainText("TEST");
  await lookAt(operator, "saved card");

  const headers = { authorization: `Bearer ${apiKey}` };
  const kept = await request.get(`/v0/customers/${customerId}/paymentMethods`, { headers });
  const [{ id: paymentMethodId }] = (await kept.json()).data;
  const later = await newLink(request, apiKey, { customerId, reference: "S-later" });
  const charge = (idempotencyKey: string) =>
    request.post(`/v0/payments/${later.id}/charge`, { headers, data: { paymentMethodId, idempotencyKey } });
  expect(await (await charge("once")).json()).toMatchObject({ status: "succeeded" });
  expect(await (await charge("once")).json()).toMatchObject({ status: "succeeded" });
  await operator.goto(`/payments/${later.id}`);
  await expectSays(operator, ["All of it is here.", "ThroughStripe", "TEST"]);

  const [intent] = fake.books.intents;
  detachMethod({ books: fake.books, id: intent?.paymentMethod?.id ?? "" });
  await operator.goto(`/people/customer/${customerId}`);
  await expect(async () => {
    await operator.reload();
    await expect(card).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});

test("without a script: one button there, a way back, and the same page again", async ({
  browser,
  merchant,
  request,
  apiKey,
}) => {
  await routed(merchant);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const link = await newLink(request, apiKey, { reference: "S-3" });
  await page.goto(link.url);
  await page.getByRole("button", { name: /^Continue to pay/ }).click();
  const address = page.url();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByRole("heading", { name: "Your payment waits at Stripe" })).toBeVisible();
  await page.getByRole("button", { name: "Continue to Stripe" }).click();
  expect(page.url()).toBe(address);
  await payAtStripe(page, "5555555555554444");
  await completed(request, apiKey, link);
  expect(fake.books.intents.filter(({ metadata }) => metadata.reference === "S-3")).toHaveLength(1);
  await context.close();
});

test("a premium is collected from a card kept on Stripe's page: declined, retried and recovered", async ({
  signedIn,
  merchant,
  browser,
}) => {
  const policy = await aPolicy(merchant.id, undefined, { card: true });
  await routePremiums(merchant.id, connectionId);
  const operator = await signedIn("operator");
  await operator.goto(`/policies/${policy.id}`);
  const card = operator.getByRole("region", { name: "Agreement to collect" });
  await expect(card.getByText("The payer has not agreed yet")).toBeVisible();
  await card.getByRole("button", { name: "Make a link for the payer" }).click();
  const url = await card.getByText(/\/mandate\//).textContent();
  await expectWellMade(operator, [390, 1440]);

  const context = await browser.newContext({ javaScriptEnabled: false });
  const payer = await context.newPage();
  await payer.goto(url ?? "");
  await expect(payer.getByText("£18.00")).toBeVisible();
  await expect(payer.getByLabel("Card number")).toHaveCount(0);
  await payer.getByRole("button", { name: "Continue to Stripe" }).click();
  await payer.getByLabel("Card number").fill("4000000000009995");
  await payer.getByRole("button", { name: "Save card" }).click();
  await expect(payer.getByRole("heading", { name: "You have agreed" })).toBeVisible();
  await expect(payer.getByText("visa ending in 9995")).toBeVisible();
  await context.close();
  await operator.reload();
  await expect(card.getByText("Stripe for tests (test)")).toBeVisible();

  const premium = await aDuePremium(policy, "card");
  await operator.goto(`/payments/${premium}`);
  await expect(operator.getByText("Not enough money on the card.").first()).toBeVisible({ timeout: 45_000 });
  // The payer puts money on it.
  for (const [token, kept] of fake.books.saved)
    if (kept.last4 === "9995")
      fake.books.saved.set(token, { type: kept.type, brand: kept.brand, last4: kept.last4 });
  await operator.goto("/retries");
  const row = operator.getByRole("row").filter({ hasText: policy.policyNumber });
  await row.getByRole("button", { name: "Retry now" }).click();
  await operator.getByRole("dialog").getByRole("button", { name: "Collect £18.00" }).click();
  await expect(operator.getByText(/collected/i).first()).toBeVisible();
  await expect
    .poll(() => fake.books.intents.filter(({ amount, status }) => amount === 1_800 && status === "succeeded"))
    .toHaveLength(1);
  expect(fake.books.intents.filter(({ amount }) => amount === 1_800)).toHaveLength(2);
});

test("the payer's page is well made in every state", async ({ merchant, page, consoleErrors }) => {
  const policy = await aPolicy(merchant.id, undefined, { card: true });
  await routePremiums(merchant.id, connectionId);
  await looksAtMandatePages(page, policy.id, fake);
  // The browser notes the 404 that was asked for.
  consoleErrors.splice(0);
});

test("an admin turns the mirror on, and what others did in the account is among the payments", async ({
  signedIn,
  merchant,
}) => {
  await mirrorsAccount(await signedIn("admin"), merchant, fake.books, connectionId);
});
