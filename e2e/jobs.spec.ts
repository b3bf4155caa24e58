import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aConnector } from "@/lib/connected/testing";
import { createCustomer } from "@/lib/customers/create-customer";
import { newId } from "@/lib/ids";
import { newLink, payWith } from "./checkout";
import { fillLine } from "./checkout-links";
import { paidPayment } from "./console";
import { test } from "./fixtures";
import { aPolicy, recordFailure } from "./policies";
import { aDueProgramme, choosePayer } from "./referral-programme";
import { STEPS_MAX, Steps } from "./steps";

// An operator's thirteen jobs, each within the steps that docs/jobs.md allows it.
test.setTimeout(150_000);

async function within(job: string, steps: Steps): Promise<void> {
  const most = STEPS_MAX.get(job);
  expect(most, `docs/jobs.md lists ${job}`).toBeDefined();
  expect(steps.count, job).toBeLessThanOrEqual(most ?? 0);
}

/** Begins on the overview, once its scripts have begun. */
async function begin(page: Page, at = "/"): Promise<Steps> {
  await page.goto(at);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle").catch(() => {});
  return new Steps(page);
}

test("find a payment by its last four digits and its amount in one search", async ({
  page: customer,
  signedIn,
  request,
  apiKey,
}) => {
  const reference = `Order ${newId()}`;
  await paidPayment(customer, request, apiKey, { reference, amount: "68.37" });
  const page = await signedIn("operator");
  const steps = await begin(page);
  await steps.type(page.getByRole("searchbox"), "4242 £68.37");
  await steps.press("Enter");
  await steps.click(page.getByRole("link", { name: reference }));
  await expect(page.getByRole("heading", { level: 1, name: reference })).toBeVisible();
  await within("Find a payment by its last four digits and its amount in one search", steps);
});

test("refund a part", async ({ page: customer, signedIn, request, apiKey }) => {
  const { id } = await paidPayment(customer, request, apiKey);
  const page = await signedIn("operator");
  const steps = await begin(page, `/payments/${id}`);
  await steps.click(page.getByRole("button", { name: "Refund", exact: true }));
  await steps.type(page.getByLabel("Amount in GBP"), "9");
  await steps.click(page.getByRole("button", { name: "Refund £9.00" }));
  await expect(page.getByText(/£40\.00 is left/).first()).toBeVisible();
  await within("Refund a part, from the payment's page", steps);
});

test("retry last week's failed premiums", async ({ signedIn, merchant }) => {
  const policies = [await aPolicy(merchant.id), await aPolicy(merchant.id)];
  const page = await signedIn("operator");
  for (const { id } of policies) await recordFailure(page, id, "block_retry");
  const steps = await begin(page);
  await steps.go("Retries");
  for (const { policyNumber } of policies)
    await steps.click(page.getByRole("checkbox", { name: `Select ${policyNumber}, £18.00` }));
  await steps.click(page.getByRole("button", { name: "Retry 2…" }));
  await steps.click(page.getByRole("button", { name: "Collect £36.00" }));
  await expect(page.getByText("2 of 2 made, 2 collected")).toBeVisible();
  await within("Retry the premiums that failed last week", steps);
});

test("record a policy payment of each type", async ({ signedIn, merchant }) => {
  const policy = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  // A premium and its reversal suggest themselves; of any other type nobody knows how much, nor of "other" what for.
  const asked = [
    ["premium"],
    ["reversal"],
    ["claim_payout", "120"],
    ["premium_refund", "-18"],
    ["other", "7", "Copy of the policy"],
  ];
  for (const [type = "", amount, description] of asked) {
    const steps = await begin(page, `/policies/${policy.id}`);
    await steps.click(page.getByRole("link", { name: "Record policy payment" }));
    if (type !== "premium") await steps.choose(page.getByLabel("Type of payment"), type);
    if (amount) await steps.type(page.getByLabel(/^Amount in /), amount);
    if (description) await steps.type(page.getByLabel("Description"), description);
    await steps.click(page.getByRole("button", { name: /^Record payment of / }));
    await expect(page, type).toHaveURL(/\/payments\//);
    await within("Record a policy payment of each type, from the policy's page, each", steps);
  }
});

test("record a referral payment and pay out its one partner", async ({ signedIn, request, apiKey }) => {
  const programme = await aDueProgramme(request, apiKey);
  const page = await signedIn("operator");
  const steps = await begin(page);
  await steps.go("Referrals");
  await steps.click(page.getByRole("link", { name: "Record a payment" }));
  await choosePayer(page, programme.payers[0]);
  steps.count += 2;
  await steps.type(page.getByLabel("Amount", { exact: true }), "12.00");
  await steps.click(page.getByRole("button", { name: /^Record payment of / }));
  await expect(page).toHaveURL(/\/payments\//);
  await steps.go("Partners");
  await steps.click(page.getByRole("link", { name: programme.name }));
  await steps.click(page.getByRole("link", { name: "Due to this partner" }));
  await steps.click(page.getByRole("button", { name: "Review and pay out" }));
  await steps.click(page.getByRole("alertdialog").getByRole("button", { name: "Pay out £10.00" }));
  await expect(page.getByRole("heading", { level: 1, name: /Payout of/ })).toBeVisible();
  await within("Record a referral payment and pay out its one partner", steps);
});

test("make a link with three lines", async ({ signedIn, merchant }) => {
  const page = await signedIn("operator");
  const steps = await begin(page);
  await steps.go("Checkout links");
  await steps.click(page.getByRole("link", { name: /new link|make a link|create/i }).first());
  await page.waitForURL(/form=/);
  await steps.choose(page.getByLabel("Merchant", { exact: true }), { label: merchant.name });
  await steps.click(page.getByRole("button", { name: "Add a line" }));
  for (const [at, [what = "", price = ""]] of [
    ["Notebook", "16.50"],
    ["Pencil", "2"],
    ["Delivery", "4"],
  ].entries()) {
    if (at > 0) await steps.press("Enter");
    await expect(page.getByLabel(`Line ${at + 1}, description`)).toBeVisible();
    await fillLine(page, at + 1, [what, "1", price]);
    await page.getByLabel(`Line ${at + 1}, price each`).focus();
    steps.count += 2;
  }
  await steps.click(page.getByRole("button", { name: "Use as the amount" }));
  await steps.click(page.getByRole("button", { name: "Create link for £22.50" }));
  await expect(page.getByText("The link is ready")).toBeVisible();
  await within("Make a link with three lines", steps);
});

test("say why a payment failed", async ({ page: customer, signedIn, request, apiKey }) => {
  const reference = `Order ${newId()}`;
  const link = await newLink(request, apiKey, { reference });
  await customer.goto(link.url);
  await payWith(customer, "4000000000000002");
  await expect(customer.getByText("Your card was declined")).toBeVisible();
  const page = await signedIn("viewer");
  const steps = await begin(page);
  await steps.type(page.getByRole("searchbox"), reference);
  await steps.press("Enter");
  await steps.click(page.getByRole("link", { name: reference, exact: true }));
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await within("Say why a payment failed", steps);
});

test("take the failed EUR payments of last month as CSV", async ({ signedIn, request, apiKey }) => {
  const reference = await mirrored(request, apiKey, { status: "FAILED", createdAt: lastMonth() });
  const page = await signedIn("operator");
  const steps = await begin(page);
  await steps.go("Payments");
  await steps.click(page.getByRole("button", { name: "Status" }));
  await steps.click(page.getByRole("checkbox", { name: "Failed", exact: true }));
  await steps.click(page.getByRole("button", { name: "Apply" }));
  await expect(page).toHaveURL(/status=failed/);
  await steps.click(page.getByRole("button", { name: "Created" }));
  await steps.click(page.getByRole("radio", { name: "Last month" }));
  await steps.click(page.getByRole("button", { name: "Apply" }));
  await expect(page).toHaveURL(/range=last_month/);
  await steps.click(page.getByRole("button", { name: "More" }));
  await steps.choose(page.getByLabel("Currency"), "EUR");
  await steps.click(page.getByRole("button", { name: "Apply" }));
  await expect(page).toHaveURL(/currency=EUR/);
  const started = page.waitForEvent("download");
  await steps.click(page.getByRole("link", { name: /^Export / }));
  const file = (await (await (await started).createReadStream()).toArray()).join("");
  expect(file).toContain(reference);
  await within("Take the failed EUR payments of last month as CSV", steps);
});

test("invite a colleague as a viewer", async ({ signedIn }) => {
  const page = await signedIn("owner");
  const email = `colleague-${newId()}@example.com`;
  const steps = await begin(page);
  await steps.go("Team");
  await steps.click(page.getByRole("button", { name: "Invite somebody" }));
  await steps.type(page.getByRole("dialog").getByLabel("E-mail"), email);
  await steps.click(page.getByRole("radio", { name: "Viewer" }));
  await steps.click(page.getByRole("button", { name: "Make the invitation" }));
  await expect(page.getByRole("dialog").getByText(`${email} is invited`)).toBeVisible();
  await within("Invite a colleague as a viewer", steps);
});

test("find and open a payment by the keyboard alone", async ({ signedIn, request, apiKey }) => {
  const reference = `Order ${newId()}`;
  await newLink(request, apiKey, { reference });
  const page = await signedIn("viewer");
  const steps = await begin(page);
  await steps.press("/");
  await steps.typeHere(reference);
  await steps.press("Enter");
  await expect(page.getByRole("link", { name: reference, exact: true })).toBeVisible();
  // The keys are heard once the list's scripts have begun.
  await page.waitForLoadState("networkidle");
  await steps.press("j");
  await steps.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: reference })).toBeVisible();
  await within("Find and open a payment by the keyboard alone", steps);
});

test("see what is disputed, and open one", async ({ signedIn, request, apiKey }) => {
  const reference = await mirrored(request, apiKey, { status: "DISPUTE" });
  const page = await signedIn("operator");
  const steps = await begin(page);
  await steps.click(page.getByRole("link", { name: /payments? (is|are) disputed/ }));
  await steps.click(
    page
      .getByRole("row")
      .filter({ hasText: /Dispute/ })
      .getByRole("link")
      .first(),
  );
  await expect(page.getByText(/Answer at the provider|Send evidence by/).first()).toBeVisible();
  expect(reference).toBeTruthy();
  await within("See what is disputed, and open one", steps);
});

test("answer “I paid twice” with a refund", async ({
  page: customer,
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  const input = { merchantId: merchant.id, name: "Ida Twice", email: `${newId()}@example.com` };
  const { id, email } = await createCustomer({ ctx: contextOf("operator"), input });
  for (const _ of [1, 2]) await paidPayment(customer, request, apiKey, { customerId: id });
  const page = await signedIn("operator");
  const steps = await begin(page);
  await steps.go("People");
  await steps.type(page.getByRole("searchbox", { name: "Find a person" }), email);
  await steps.press("Enter");
  await steps.click(page.getByRole("link", { name: input.name }));
  await steps.click(page.getByRole("link", { name: /^Refund / }).first());
  await steps.click(page.getByRole("dialog").getByRole("button", { name: "Refund £49.00" }));
  await expect(page.getByText("£49.00 went back to the customer.").first()).toBeVisible();
  await within('Answer "I paid twice" with a refund', steps);
});

test("pay out a batch", async ({ signedIn, request, apiKey, merchant }) => {
  await aDueProgramme(request, apiKey);
  const page = await signedIn("operator");
  const steps = await begin(page);
  await steps.go("Payouts");
  const shop = page.getByRole("region", { name: merchant.name });
  await steps.click(shop.getByRole("button", { name: "Review and pay out" }));
  await steps.click(page.getByRole("alertdialog").getByRole("button", { name: "Pay out £10.00" }));
  await expect(page.getByRole("heading", { level: 1, name: /Payout of/ })).toBeVisible();
  await within("Pay out a batch", steps);
});

/** A provider's payment in EUR; gives its reference. */
async function mirrored(
  request: APIRequestContext,
  apiKey: string,
  { status, createdAt = new Date() }: { status: string; createdAt?: Date },
): Promise<string> {
  const reference = `ref-${newId()}`;
  const answer = await request.post("/api/payments/payments", {
    headers: { authorization: `Bearer ${apiKey}` },
    data: {
      ...{ reference, connectorID: await aConnector(), createdAt: createdAt.toISOString(), type: "PAY-IN" },
      ...{ amount: 1_340, asset: "EUR/2", scheme: "visa", status },
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return reference;
}

/** The middle of last month. */
function lastMonth(): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15, 12));
}
