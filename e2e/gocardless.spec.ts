import { confirmPayment, failPayment } from "@/lib/connectors/testing/gocardless-fake/life";
import { GoCardlessFake } from "@/lib/connectors/testing/gocardless-fake/server";
import { runPrepared, statement } from "@/lib/db/sql";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aDuePremium, aPolicy, routePremiums } from "./policies";

// Bank debits against a stand-in for GoCardless that the server is pointed at.
test.slow();

const TOKEN = "sandbox_BrowserTests00";
const SECRET = "a-secret-of-the-browser-tests";
const CONNECTED = statement(
  "SELECT id FROM connection WHERE provider = 'gocardless' AND disconnected_at IS NULL",
);
const END = statement(
  "UPDATE connection SET disconnected_at = now(), credentials_sealed = NULL, webhook_secret_sealed = NULL WHERE id = $1",
);

const LONG_AGO = statement(
  "UPDATE mandate SET unanswered_since = unanswered_since - interval '2 hours' WHERE payment_method_id = $1",
);

test("an admin connects GoCardless, a payer agrees, a premium is collected, and the bank takes it back", async ({
  signedIn,
  merchant,
  browser,
}) => {
  const fake = await new GoCardlessFake(TOKEN).listen(
    Number(new URL(process.env.GOCARDLESS_API_BASE ?? "").port),
  );
  const admin = await signedIn("admin");
  await admin.goto("/settings/providers");
  await admin.getByRole("button", { name: "Connect a provider" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Provider").selectOption("gocardless");
  await dialog.getByLabel("Name").fill("GoCardless for tests");
  await dialog.getByLabel("Access token").fill("sandbox_notthisone0");
  await dialog.getByRole("button", { name: "Check and connect" }).click();
  await expect(dialog.getByText(/refuses the key/)).toBeVisible();
  await dialog.getByLabel("Access token").fill(TOKEN);
  await dialog.getByRole("button", { name: "Check and connect" }).click();
  await expect(dialog.getByRole("heading", { name: /^Connected/ })).toBeVisible();
  const [row] = await runPrepared<{ id: string }>(CONNECTED, []);
  const connectionId = row?.id ?? "";
  await admin.goto("/settings/providers");
  await admin.getByRole("link", { name: "GoCardless for tests" }).click();
  await admin.getByRole("button", { name: /^Set the secret/ }).click();
  await admin.getByRole("dialog").getByRole("textbox").fill(SECRET);
  await admin.getByRole("button", { name: "Set the secret", exact: true }).click();
  await expect(admin.getByRole("dialog")).toHaveCount(0);
  fake.endpoint = { url: `${process.env.PUBLIC_URL}/api/providers/${connectionId}/events`, secret: SECRET };
  fake.delivers = "twice";

  const policy = await aPolicy(merchant.id, undefined, { verified: false, chosen: true });
  await routePremiums(merchant.id, connectionId);
  const operator = await signedIn("operator");
  await operator.goto(`/policies/${policy.id}`);
  const card = operator.getByRole("region", { name: "Agreement to collect" });
  await card.getByRole("button", { name: "Make a link for the payer" }).click();
  const url = (await card.getByText(/\/mandate\//).textContent()) ?? "";
  const context = await browser.newContext({ javaScriptEnabled: false });
  const payer = await context.newPage();
  await payer.goto(url);
  // Its page is made, and nobody hears so.
  fake.trouble = "lost_after";
  await payer.getByRole("button", { name: "Continue to GoCardless" }).click();
  await expect(payer.getByRole("alert")).toBeVisible();
  fake.trouble = "503";
  await runPrepared(LONG_AGO, [policy.methodId]);
  await operator.goto("/");
  await operator
    .getByRole("link", { name: /no answer for an hour/ })
    .filter({ hasText: "agreement" })
    .click();
  await operator.getByRole("link", { name: policy.policyNumber }).click();
  await expect(card.getByText("Look for it at GoCardless")).toBeVisible();
  await expectWellMade(operator, [390, 1440]);
  await card.getByRole("button", { name: "Ask again" }).click();
  await expect(operator.getByText("No answer again")).toBeVisible();
  fake.trouble = null;
  await card.getByRole("button", { name: "Ask again" }).click();
  await expect(operator.getByText("The provider has answered")).toBeVisible();
  await expect(card.getByText("Look for it at GoCardless")).toHaveCount(0);
  await payer.getByRole("button", { name: "Continue to GoCardless" }).click();
  await expect(payer.getByText(`Policy ${policy.policyNumber}`)).toBeVisible();
  await payer.getByLabel("Account number").fill("55779911");
  await payer.getByRole("button", { name: "Agree" }).click();
  await expect(payer.getByRole("heading", { name: /yet to confirm|You have agreed/ })).toBeVisible();
  await context.close();
  await operator.reload();
  await expect(card.getByText("GoCardless for tests (test)")).toBeVisible();
  await expectWellMade(operator, [390, 1440]);

  const premium = await aDuePremium(policy, "debit_order_two_day");
  await expect.poll(() => fake.books.payments.length, { timeout: 45_000 }).toBe(1);
  const [payment] = fake.books.payments;
  if (!payment) throw new Error("nothing was collected");
  expect(payment).toMatchObject({ amount: 1_800, currency: "GBP" });
  await operator.goto(`/payments/${premium}`);
  await expect(operator.getByText(/The bank is asked on/).first()).toBeVisible();
  confirmPayment(fake.books, payment.id);
  await expect(operator.getByText("Collected.").first()).toBeVisible({ timeout: 30_000 });
  // Late, when it was held to have arrived.
  failPayment(fake.books, payment.id, "insufficient_funds");
  await expect(operator.getByText(/The bank has taken the money back/).first()).toBeVisible({
    timeout: 30_000,
  });
  await operator.goto("/retries");
  const failed = operator.getByRole("row").filter({ hasText: policy.policyNumber });
  await expect(failed).toContainText(/Attempt 2 on/);
  expect(fake.books.payments).toHaveLength(1);
  await runPrepared(END, [connectionId]);
  await fake.close();
});
