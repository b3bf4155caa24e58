import { rm } from "node:fs/promises";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { confirmPayment, failPayment } from "@/lib/connectors/testing/gocardless-fake/life";
import { GoCardlessFake } from "@/lib/connectors/testing/gocardless-fake/server";
import { DAY_MS, HOUR_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { freePort } from "@/lib/process/testing/programs";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { advanceClock, beTheOwner, makeKey } from "./own-deployment";
import { newDataDirectory, type RunningServer, startServer } from "./server";

// The clock of a deployment is everybody's: a test that moves it by days has a deployment of its own.
test.setTimeout(300_000);

const TOKEN = "sandbox_LateFailures00";
const SECRET = "a-secret-of-late-failures";
const fake = new GoCardlessFake(TOKEN);

let dataDirectory: string;
let server: RunningServer;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  dataDirectory = await newDataDirectory();
  await fake.listen(await freePort());
  server = await startServer(dataDirectory, [], { GOCARDLESS_API_BASE: fake.origin });
});
test.afterAll(async () => {
  await server.stop();
  await fake.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

test("premiums are collected by bank debit, and four days later the bank takes them back: one is retried on its day, one account is closed", async ({
  page,
  browser,
  request,
}) => {
  const at = (to: string) => page.goto(server.url + to);
  await beTheOwner(page, server, "Northwind Insurance");
  await connectGoCardless(page);
  const key = await makeKey(dataDirectory, "payments:read,payments:write");
  const short = await aPolicy(request, key, "Thandi");
  const closed = await aPolicy(request, key, "Sipho");
  const mandates: string[] = [];
  for (const policy of [short, closed]) {
    await at(`/policies/${policy.id}`);
    mandates.push(await agree(page, browser));
    await aPremium(request, key, policy);
  }

  await pass(page, "1 hour");
  await expect.poll(() => fake.books.payments.length).toBe(2);
  const debits = mandates.map(debitBy);
  // The day on which the banks are asked.
  await pass(page, "7 days");
  await pass(page, "3 days");
  for (const id of debits) confirmPayment(fake.books, id);
  await fake.delivered();
  for (const policy of [short, closed]) {
    await at(`/payments?q=${policy.number}`);
    await expect(rowOf(page, policy.payer)).toContainText("Succeeded");
  }
  await at("/");
  await expect(page.getByText("£36.00").first()).toBeVisible();

  await pass(page, "1 day");
  await pass(page, "3 days");
  const [ofShort = "", ofClosed = ""] = debits;
  failPayment(fake.books, ofShort, "insufficient_funds");
  failPayment(fake.books, ofClosed, "bank_account_closed");
  await fake.delivered();

  const retryDay = dayOf(new Date(fake.books.now().getTime() + 5 * DAY_MS));
  const follows = [
    {
      policy: short,
      reason: "Not enough money in the account.",
      header: `Retry 1 is due on ${retryDay}.`,
      history: "Retry scheduled, because the failure allows it.",
      person: ["Not enough money in the account.", `A retry is due on ${retryDay}.`],
      retries: ["Try again", `Attempt 2 on ${retryDay}`],
    },
    {
      policy: closed,
      reason: "The bank account is closed.",
      header: "Payment method blocked: The bank account is closed.",
      history: "Payment method blocked, because the failure asks for it. Not retried.",
      person: ["The bank account is closed.", "The payment method is blocked (The bank account is closed)."],
      retries: ["Not with this method", "None planned"],
    },
  ];
  for (const { policy, reason, header, history, person } of follows) {
    await at(`/payments?q=${policy.number}`);
    const row = rowOf(page, policy.payer).last();
    await expect(row).toContainText("Failed");
    await row.getByRole("link").first().click();
    const payment = page.getByRole("region", { name: "Payment", exact: true });
    await expect(payment).toContainText("Nothing of it is left: £18.00 taken back by the bank.");
    for (const words of [reason, header]) await expect(payment).toContainText(words);
    await expect(page.getByText(`The bank has taken the money back. ${reason}`).first()).toBeVisible();
    await expect(page.getByRole("paragraph").filter({ hasText: history }).first()).toBeVisible();
    await expectWellMade(page, [390, 1440]);
    await at(`/people/policyholder/${policy.holderId}`);
    const failures = page.getByRole("table", { name: "Open failures, newest first" });
    for (const words of person) await expect(failures).toContainText(words);
    await expect(page.getByRole("main")).toContainText(
      /Collected\s*£18\.00\s*Returned\s*-£18\.00\s*Net\s*£0\.00/,
    );
  }
  await at("/retries");
  for (const { policy, retries } of follows)
    for (const words of retries) await expect(rowOf(page, policy.number)).toContainText(words);
  await at("/");
  const main = page.getByRole("main");
  await expect(main).toContainText(/£36\.00\s*Returned\s*-£36\.00\s*Net\s*£0\.00/);
  await expect(main).toContainText("0 of 2 paid");
  for (const words of ["1 failed premium has no retry ahead", "1 active policy has a blocked payment method"])
    await expect(page.getByRole("link", { name: words })).toBeVisible();
  expect(fake.books.payments).toHaveLength(2);
});

/** A day as a reader in London reads it. */
const dayOf = (at: Date) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "Europe/London" }).format(at);

/** Who is about to be debited. */
interface Policy {
  id: string;
  number: string;
  payer: string;
  holderId: string;
  methodId: string;
}

const rowOf = (page: Page, words: string) => page.getByRole("row").filter({ hasText: words });

/** The one debit by a mandate: there is never another. */
function debitBy(mandate: string): string {
  const debits = fake.books.payments.filter(({ links }) => links.mandate === mandate);
  expect(debits).toHaveLength(1);
  return debits[0]?.id ?? "";
}

/** Connects the stand-in as an admin does, has it send its messages, and leads every premium there. */
async function connectGoCardless(page: Page): Promise<void> {
  await page.goto(`${server.url}/settings/providers`);
  await page.getByRole("button", { name: "Connect a provider" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Provider").selectOption("gocardless");
  await dialog.getByLabel("Name").fill("GoCardless");
  await dialog.getByLabel("Access token").fill(TOKEN);
  await dialog.getByRole("button", { name: "Check and connect" }).click();
  await expect(dialog.getByRole("heading", { name: /^Connected/ })).toBeVisible();
  await page.goto(`${server.url}/settings/providers`);
  await page.getByRole("button", { name: "Add a route" }).click();
  await dialog.getByLabel("Which").selectOption("policy");
  await dialog.getByLabel("Go through").selectOption("GoCardless (test)");
  await dialog.getByRole("button", { name: "Add the route" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("link", { name: "GoCardless", exact: true }).first().click();
  await page.getByRole("button", { name: /^Set the secret/ }).click();
  await dialog.getByRole("textbox").fill(SECRET);
  await page.getByRole("button", { name: "Set the secret", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const connection = page.url().split("/").at(-1);
  fake.endpoint = { url: `${server.url}/api/providers/${connection}/events`, secret: SECRET };
}

type Answer = Record<string, string>;

async function ask(
  request: APIRequestContext,
  key: string,
  method: "POST" | "PUT",
  path: string,
  data: object,
): Promise<Answer> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  const answer = await request.fetch(`${server.url}/v1/insurance${path}`, {
    ...{ method, data, headers: { authorization } },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

/** A policy whose premium of £18.00 is to be debited, and retried every five days, as an insurer's back end makes it. */
async function aPolicy(request: APIRequestContext, key: string, firstName: string): Promise<Policy> {
  const made = (path: string, data: object) => ask(request, key, "POST", path, data);
  const retryFailedPayments = { enabled: true, daysBetweenRetries: 5, numberOfRetries: 3 };
  const module = await made("/product-modules", {
    ...{ key: `funeral-${firstName.toLowerCase()}`, name: "Funeral" },
    settings: { billing: { currency: "GBP", retryFailedPayments } },
  });
  const holder = await made("/policyholders", {
    ...{ type: "individual", first_name: firstName, last_name: "Nkosi" },
    id: { type: "custom", number: newId(), country: "GB" },
  });
  const method = await made(`/policyholders/${holder.policyholder_id}/payment-methods`, {
    type: "debit_order",
    bank_details: {
      ...{ account_holder: `${firstName} Nkosi`, bank: "First Bank", branch_code: "250655" },
      ...{ account_number: "62001234567890", account_type: "cheque" },
    },
  });
  const policy = await made("/policies", {
    ...{ policyholder_id: holder.policyholder_id, product_module_id: module.product_module_id },
    ...{ package_name: "Family", monthly_premium: 1_800, billing_day: 1 },
    ...{ billing_frequency: "monthly", start_date: "2026-01-01" },
    charges: [{ type: "balance", name: "Risk premium" }],
  });
  const [id = "", methodId = ""] = [policy.policy_id, method.payment_method_id];
  await ask(request, key, "PUT", `/policies/${id}/payment-method`, { payment_method_id: methodId });
  return {
    ...{ id, methodId, number: policy.policy_number ?? "", payer: `${firstName} Nkosi` },
    holderId: holder.policyholder_id ?? "",
  };
}

async function aPremium(request: APIRequestContext, key: string, { id, methodId }: Policy): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await ask(request, key, "POST", `/policies/${id}/payments`, {
    ...{ status: "pending", payment_method_id: methodId, payment_type: "premium", premium_type: "recurring" },
    ...{ payment_date: today, billing_date: today, collection_type: "debit_order_two_day", amount: 1_800 },
    description: "A premium",
  });
}

/** From the policy's page: the operator makes the link, and the payer agrees on the provider's page. Gives the mandate. */
async function agree(page: Page, browser: Browser): Promise<string> {
  const card = page.getByRole("region", { name: "Agreement to collect" });
  await card.getByRole("button", { name: "Make a link for the payer" }).click();
  const url = (await card.getByText(/\/mandate\//).textContent()) ?? "";
  const context = await browser.newContext();
  const payer = await context.newPage();
  await payer.goto(url);
  await payer.getByRole("button", { name: "Continue to GoCardless" }).click();
  await payer.getByLabel("Account number").fill("55779911");
  await payer.getByRole("button", { name: "Agree" }).click();
  await expect(payer.getByRole("heading", { name: /yet to confirm|You have agreed/ })).toBeVisible();
  await context.close();
  return fake.books.mandates[0]?.id ?? "";
}

/** Time passes, here and at the provider. */
async function pass(page: Page, words: string): Promise<void> {
  const ms = { "1 hour": HOUR_MS, "1 day": DAY_MS, "3 days": 3 * DAY_MS, "7 days": 7 * DAY_MS }[words] ?? 0;
  await advanceClock(page, server, words);
  const before = fake.books.now;
  fake.books.now = () => new Date(before().getTime() + ms);
}
