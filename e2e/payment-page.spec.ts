import { expect, type Page } from "@playwright/test";
import { aConnector } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";
import { newLink, payWith } from "./checkout";
import { expectWellMade } from "./console";
import { test } from "./fixtures";
import { aPolicy, recordFailure } from "./policies";
import { aProgramme } from "./referral-programme";

test.setTimeout(120_000);

const header = (page: Page) => page.getByRole("region", { name: "Payment" });
const history = (page: Page) => page.getByRole("list", { name: "History, latest first" });

/** The first words of each line, latest first; a line that says the same as another fails. */
async function linesOf(page: Page): Promise<string[]> {
  const lines = await history(page).getByRole("listitem").allInnerTexts();
  expect(new Set(lines).size, lines.join("\n\n")).toBe(lines.length);
  return lines.map((line) => line.split("\n")[0]?.split("£")[0]?.trim() ?? "");
}

test("a checkout payment says each attempt with what came of it, once, and what is left and may follow", async ({
  page: customer,
  signedIn,
  request,
  apiKey,
}) => {
  const { id, url } = await newLink(request, apiKey);
  await customer.goto(url);
  await payWith(customer, "4000000000000002");
  await expect(customer.getByText("Your card was declined")).toBeVisible();
  await payWith(customer, "4242424242424242");
  await expect(customer.getByRole("heading", { name: "Paid" })).toBeVisible();
  const page = await signedIn("operator");
  await page.goto(`/payments/${id}`);
  await expect(header(page)).toContainText("All of it is here.");
  await expect(header(page)).toContainText("Nothing is open. It can be refunded.");
  await page.getByRole("button", { name: "Refund" }).click();
  const dialog = page.getByRole("dialog", { name: "Refund" });
  await dialog.getByLabel("Amount in GBP").fill("9");
  await dialog.getByRole("button", { name: "Refund £9.00" }).click();
  await expect(header(page)).toContainText("£40.00 of it is left: £9.00 refunded.");
  await expect(header(page)).toContainText("Up to £40.00 can be refunded.");
  await expect(history(page).getByText("Refund attempt 1: approved.")).toBeVisible();
  expect(await linesOf(page)).toEqual([
    "Refunded",
    "Succeeded",
    "Processing",
    "Waiting for another attempt",
    "Processing",
    "Created",
  ]);
  for (const words of ["Charge attempt 1: declined.", "Charge attempt 2: approved.", "POST /v0/payments"])
    await expect(history(page).getByText(words)).toHaveCount(1);
  await page.getByRole("link", { name: "Checkout link", exact: true }).click();
  await expect(page).toHaveURL(`/checkout-links/${id}`);
});

test("a payer's name and an item's turn neither the amount nor the sentence around that a refund is asked with", async ({
  page: customer,
  signedIn,
  request,
  apiKey,
}) => {
  const payers = [
    { name: "Rosa \u202EKeller", shown: "Rosa Keller" },
    { name: "דוד 7", shown: "\u2068דוד 7\u2069" },
  ];
  const page = await signedIn("operator");
  for (const { name, shown } of payers) {
    const made = await request.post("/v0/customers", {
      headers: { authorization: `Bearer ${apiKey}` },
      data: { name, email: `${newId()}@example.com` },
    });
    const { id, url } = await newLink(request, apiKey, {
      customerId: (await made.json()).id,
      lineItems: [{ description: "Shoes \u202E00.9", amount: "49.00", quantity: 1 }],
    });
    await customer.goto(url);
    await expect(customer.getByText("Shoes 00.9", { exact: true }).first()).toBeVisible();
    await payWith(customer, "4242424242424242");
    await expect(customer.getByRole("heading", { name: "Paid" })).toBeVisible();
    await page.goto(`/payments/${id}`);
    await page.getByRole("button", { name: "Refund" }).click();
    const dialog = page.getByRole("dialog", { name: "Refund" });
    await expect(dialog).toContainText(`To ${shown}, card ending in 4242. £49.00 is left to refund.`);
  }
});

test("a failed premium says why and when it is retried; retried here, it says who collected it, and no day to come", async ({
  signedIn,
  merchant,
}) => {
  const policy = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  await recordFailure(page, policy.id, "allow_retry");
  await expect(header(page)).toContainText("Nothing of it has arrived.");
  await expect(header(page)).toContainText("Insufficient funds.");
  await expect(header(page)).toContainText(/Retry 1 is due on /);
  const lines = await linesOf(page);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^Retry 1 planned for /);
  expect(lines[1]).toBe("Recorded as failed");
  await expect(header(page).getByRole("link", { name: policy.policyNumber })).toBeVisible();
  await expect(header(page).getByRole("link", { name: "Thandi Nkosi" })).toBeVisible();
  await expectWellMade(page, [390, 1440]);

  await page.getByRole("button", { name: "Retry now" }).click();
  const dialog = page.getByRole("dialog", { name: "Retry £18.00 now?" });
  await dialog.getByRole("button", { name: "Collect £18.00" }).click();
  const done = page.getByRole("dialog", { name: "Retried £18.00" });
  await expect(done.getByText("1 of 1 made, 1 collected")).toBeVisible();
  await done.getByRole("button", { name: "Done" }).click();
  await expect(header(page)).toContainText("Retry 1 collected it.");
  await expect(page.getByRole("button", { name: "Retry now" })).toHaveCount(0);
  await expect(page.getByText(/is due on|planned for/)).toHaveCount(0);
  expect(await linesOf(page)).toEqual(["Retry 1 succeeded", "Retry 1 made", "Recorded as failed"]);

  await history(page).getByRole("link", { name: "Retry 1 succeeded" }).click();
  await expect(header(page)).toContainText("All of it is here.");
  await expect(header(page)).toContainText("This is number 2");
  expect(await linesOf(page)).toContain("First attempt recorded as failed");
});

test("a premium whose method is blocked says the reason and the way out, and takes it", async ({
  signedIn,
  merchant,
}) => {
  const policy = await aPolicy(merchant.id);
  const page = await signedIn("operator");
  await recordFailure(page, policy.id, "block_payment_method");
  await expect(header(page)).toContainText("Payment method blocked: Insufficient funds");
  await expect(header(page)).toContainText("Unblock the payment method, then retry it.");
  await expect(page.getByRole("button", { name: "Retry now" })).toHaveCount(0);
  await page.getByRole("button", { name: "Unblock payment method" }).click();
  await expect(page.getByRole("button", { name: "Retry now" })).toBeVisible();
  await expect(header(page)).not.toContainText("blocked");
  const lines = await linesOf(page);
  expect(lines.filter((line) => line === "Payment method blocked")).toHaveLength(1);
  expect(lines[0]).toBe("Payment method unblocked");
});

test("a claim's payout never arrives here: it is said to go out, and to whom", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  const policy = await aPolicy(merchant.id);
  const answer = await request.post(`/v1/insurance/policies/${policy.id}/payments`, {
    headers: { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}` },
    data: {
      status: "pending",
      payment_method_id: policy.methodId,
      payment_type: "claim_payout",
      payment_date: "2026-11-01T00:00:00.000Z",
      collection_type: "other",
      amount: 1_800,
      description: "Claim",
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { payment_id: id } = (await answer.json()) as { payment_id: string };
  const page = await signedIn("operator");
  await page.goto(`/payments/${id}`);
  await expect(header(page)).toContainText("To be paid out to Thandi Nkosi.");
  await expect(header(page)).toContainText("Nobody pays it out from here");
  await expect(header(page)).not.toContainText(/arrived/);
  expect(await linesOf(page)).toEqual(["Created"]);
});

test("a referral payment and a mirrored one say each thing once, with who", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const { payers, name } = await aProgramme(request, apiKey);
  const page = await signedIn("operator");
  await page.goto(`/payments?q=${payers[0]}`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(header(page)).toContainText("All of it is here.");
  await expect(page.getByRole("link", { name })).toBeVisible();
  expect(await linesOf(page)).toEqual(["Recorded as succeeded"]);
  await expect(history(page).getByRole("link", { name: /^the API key/ })).toHaveCount(1);

  const reference = `ref-${newId()}`;
  const mirrored = await request.post("/api/payments/payments", {
    headers: { authorization: `Bearer ${apiKey}` },
    data: {
      ...{ reference, connectorID: await aConnector(), createdAt: new Date().toISOString(), type: "PAY-IN" },
      ...{ amount: 1_340, asset: "GBP/2", scheme: "visa", status: "SUCCEEDED" },
    },
  });
  expect(mirrored.ok(), await mirrored.text()).toBe(true);
  await page.goto(`/payments?q=${reference}`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(header(page)).toContainText("Nothing is open. It is refunded at its provider.");
  expect(await linesOf(page)).toEqual(["Recorded as succeeded"]);
});
