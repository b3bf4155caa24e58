import type { APIRequestContext, APIResponse } from "@playwright/test";
import { newId } from "@/lib/ids";
import { may, ROLES } from "@/lib/verb/permissions";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";

// Looking for what keeps people out takes as long as the rest of a test.
test.slow();

const NARROW_AND_WIDE = [390, 1440];
/** The log is written in batches, and a page of it does not change by itself: one that lacks a request is opened again. */
const SOON = { timeout: 2_000 };

async function pay(request: APIRequestContext, apiKey: string, body: Record<string, unknown>) {
  const headers = { authorization: `Bearer ${apiKey}` };
  return request.post("/v0/payments", { headers, data: { amount: "49.00", currency: "GBP", ...body } });
}

const requestId = (answer: APIResponse) => answer.headers()["x-request-id"] ?? "";

test("a request is found by its id, leads to its payment, and the payment leads back", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const made = await pay(request, apiKey, { reference: "Order 1042" });
  expect(made.status()).toBe(201);
  const page = await signedIn("operator");
  await page.goto("/requests");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByLabel("Request id").fill(requestId(made));
  await expect(async () => {
    await page.goto(`/requests?request=${requestId(made)}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("POST /v0/payments", SOON);
  }).toPass();
  await expect(page.getByText("201").first()).toBeVisible();
  await expect(page.getByText('"reference": "Order 1042"').first()).toBeVisible();
  await expect(page.getByText("payment.created", { exact: true })).toBeVisible();
  await expect(page.locator("body")).not.toContainText(apiKey);
  await expectWellMade(page, NARROW_AND_WIDE);

  await page.getByRole("link", { name: /^pay_/ }).first().click();
  await expect(page).toHaveURL(/\/payments\/pay_/);
  const history = page.getByRole("list", { name: "History, latest first" });
  await history.getByRole("link", { name: "POST /v0/payments" }).click();
  await expect(page).toHaveURL(`/requests/${requestId(made)}`);
});

test("the log narrows by what its address says, and says so when nothing fits", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const marker = newId();
  const missing = await request.get(`/v0/payments/${marker}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  expect(missing.status()).toBe(404);
  const page = await signedIn("operator");
  await expect(async () => {
    await page.goto(`/requests?path=${marker}`);
    await expect(page.getByRole("link", { name: `GET /v0/payments/${marker}` })).toBeVisible(SOON);
  }).toPass();
  await page.getByLabel("Status", { exact: true }).selectOption("4xx");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/status=4xx/);
  await expect(page.getByRole("link", { name: `GET /v0/payments/${marker}` })).toBeVisible();
  await expectWellMade(page, NARROW_AND_WIDE);
  await page.getByLabel("Status", { exact: true }).selectOption("5xx");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText("No request fits")).toBeVisible();
  await page.goto("/requests?status=9xx&door=nowhere");
  await expect(page.getByText("Left out: door, status.")).toBeVisible();
});

test("the inspector shows a key's first request, its replays and what differed", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const idempotencyKey = `order-${newId()}`;
  const first = await pay(request, apiKey, { idempotencyKey });
  await pay(request, apiKey, { idempotencyKey });
  const other = await pay(request, apiKey, { idempotencyKey, amount: "50.00" });
  expect([first.status(), other.status()]).toEqual([201, 200]);
  const page = await signedIn("operator");
  await page.goto("/requests");
  await page.getByRole("link", { name: "Idempotency keys" }).click();
  await expect(page.getByText("Which key?")).toBeVisible();
  await expect(async () => {
    await page.getByLabel("Idempotency key", { exact: true }).fill(idempotencyKey);
    await page.getByRole("button", { name: "Look it up" }).click();
    await expect(page.getByText("Replay", { exact: true })).toHaveCount(2, SOON);
  }).toPass();
  await expect(page.getByText("First", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("The same was sent.")).toBeVisible();
  const differences = page.getByRole("table", { name: "Sent differently" });
  await expect(differences.getByRole("row", { name: 'amount "49.00" "50.00"' })).toBeVisible();
  await expectWellMade(page, NARROW_AND_WIDE);
  await page.getByLabel("Payments it made").getByRole("link").click();
  await expect(page).toHaveURL(/\/payments\/pay_/);
});

for (const role of ROLES) {
  test(`a ${role} reads the log if their role may, and is told what it asks for if not`, async ({
    signedIn,
  }) => {
    const page = await signedIn(role);
    const allowed = may({ type: "user", id: "", label: "", role }, "requests:read");
    for (const path of ["/requests", "/requests/idempotency"]) {
      await page.goto(path);
      if (allowed) await expect(page.getByRole("heading", { level: 1, name: "Request log" })).toBeVisible();
      else await expect(page.getByText("the permission requests:read.")).toBeVisible();
    }
    if (allowed) expect((await page.request.get(`/requests/${newId()}`)).status()).toBe(404);
  });
}
