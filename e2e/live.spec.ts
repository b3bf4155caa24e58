import type { APIRequestContext, Page } from "@playwright/test";
import { type Link, newLink } from "./checkout";
import { expectWellMade, live } from "./console";
import { expect, test } from "./fixtures";
import { startServer } from "./server";

/**
 * From the API's answer to what can be read on the page. It is promised within a second, takes a tenth of one, and is
 * printed; a machine with other work to do gets this long.
 */
const SEEN_MS_MAX = 5_000;

async function cancel(request: APIRequestContext, apiKey: string, { id }: Link): Promise<void> {
  const answer = await request.post(`/v0/payments/${id}/cancel`, {
    headers: { authorization: `Bearer ${apiKey}` },
    data: {},
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Every request a page makes from here on. */
function requestsOf(page: Page): string[] {
  const made: string[] = [];
  page.on("request", (each) => {
    const { pathname, search } = new URL(each.url());
    // The browser's own, whenever it comes to it.
    if (pathname === "/icon.svg" || pathname === "/favicon.ico") return;
    made.push(`${each.method()} ${pathname}${search}`);
  });
  return made;
}

const counterfoil = (page: Page) => page.getByRole("region", { name: "Payment" });

test("a payment's page shows what the API did to it within a second, by its stream alone", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  const page = await signedIn("operator");
  await page.goto(`/payments/${link.id}`);
  await live(page);
  await page.waitForLoadState("networkidle").catch(() => {});
  const made = requestsOf(page);
  await cancel(request, apiKey, link);
  const answeredAt = performance.now();
  await expect(counterfoil(page).getByText("Cancelled", { exact: true })).toBeVisible({
    timeout: SEEN_MS_MAX,
  });
  console.log(`live: seen ${Math.round(performance.now() - answeredAt)} ms after the API's answer`);
  await expect(page.getByText("Cancelled by the API key")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel payment" })).toHaveCount(0);
  expect(made).toEqual([]);
});

test("what is being typed survives what happens to the payment meanwhile", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  const page = await signedIn("operator");
  await page.goto(`/payments/${link.id}`);
  await live(page);
  await page.getByRole("button", { name: "Cancel payment" }).click();
  const reason = page.getByLabel("Reason");
  await reason.fill("The customer called");
  await cancel(request, apiKey, link);
  await expect(counterfoil(page).getByText("Cancelled", { exact: true })).toBeVisible();
  await expect(reason).toHaveValue("The customer called");
  await expect(reason).toBeFocused();
});

test("who stands on a button by key does not lose their place when it goes", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  const page = await signedIn("operator");
  await page.goto(`/payments/${link.id}`);
  await live(page);
  await page.getByRole("button", { name: "Cancel payment" }).focus();
  await cancel(request, apiKey, link);
  await expect(page.getByRole("button", { name: "Cancel payment" })).toHaveCount(0);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Why can nothing be done?" })).toBeFocused();
});

test("a list shows a new payment, and moves nothing under the pointer", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  await newLink(request, apiKey, { amount: "11.00" });
  const page = await signedIn("viewer");
  await page.goto(`/payments?merchant=${merchant.id}`);
  await live(page);
  const made = requestsOf(page);
  const rows = page.getByRole("table", { name: "Payments, newest first" }).locator("tbody tr");
  const second = await newLink(request, apiKey, { amount: "22.00" });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("£22.00");
  await rows.first().hover();
  await newLink(request, apiKey, { amount: "33.00" });
  await expect(page.getByRole("button", { name: "Show 1 new payment" })).toBeVisible();
  await cancel(request, apiKey, second);
  await expect(rows.first()).toContainText("Cancelled");
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Show 1 new payment" }).click();
  await expect(rows.first()).toContainText("£33.00");
  await expect(page.getByText("3 payments")).toBeVisible();
  // Whoever points at a payment may be about to open it: its page, and nothing else, is asked for ahead.
  const ahead = [`GET /payments/${second.id}?_rsc=`, "GET /_next/static/"];
  expect(made.filter((each) => !ahead.some((start) => each.startsWith(start)))).toEqual([]);
});

test("what somebody points at is fetched ahead, and going back shows the list where it was left, without asking again", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  for (let amount = 100; amount < 130; amount++) await newLink(request, apiKey, { amount: `${amount}.00` });
  const page = await signedIn("viewer");
  await page.setViewportSize({ width: 1280, height: 600 });
  await page.goto(`/payments?merchant=${merchant.id}`);
  await live(page);
  const row = page.getByRole("row").filter({ hasText: "£101.00" });
  await row.scrollIntoViewIfNeeded();
  await Promise.all([
    page.waitForResponse((each) => /\/payments\/pay_\w+\?_rsc=/.test(each.url()) && each.ok()),
    row.hover(),
  ]);
  await row.getByRole("link").click();
  await expect(counterfoil(page)).toContainText("£101.00");
  await live(page);
  const made = requestsOf(page);
  await page.goBack();
  await live(page);
  await expect(row).toBeInViewport();
  expect(made.filter((each) => !each.includes("/api/live/payments"))).toEqual([]);
});

test("a list follows its filters: what no longer fits is marked where it stands", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  const link = await newLink(request, apiKey, { amount: "44.00" });
  const page = await signedIn("viewer");
  await page.goto(`/payments?merchant=${merchant.id}&status=pending`);
  await live(page);
  await cancel(request, apiKey, link);
  const row = page.getByRole("row").filter({ hasText: "£44.00" });
  await expect(row).toContainText("Cancelled");
  await expect(row).toContainText("no longer on this list");
  await expect(page.getByText("0 payments")).toBeVisible();
  await expectWellMade(page);
});

test("a list of links is read again when one of them has changed, unless somebody points at it", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const page = await signedIn("viewer");
  await page.goto("/checkout-links");
  await live(page);
  const { id } = await newLink(request, apiKey, { amount: "77.00" });
  const row = page.locator(`a[href$="${id}"]`).first();
  await expect(row).toBeVisible();
  await row.hover();
  const { id: next } = await newLink(request, apiKey, { amount: "78.00" });
  await expect(page.getByRole("button", { name: "Show changes" })).toBeVisible();
  await expect(page.locator(`a[href$="${next}"]`)).toHaveCount(0);
  await page.mouse.move(1, 1);
  await expect(page.locator(`a[href$="${next}"]`).first()).toBeVisible();
});

test("after the server has been away, the page catches up with what happened meanwhile", async ({
  signedIn,
  request,
  apiKey,
  consoleErrors,
}) => {
  // Two servers are started, each of which builds the pages when the sources are no longer those of the suite's own.
  test.setTimeout(600_000);
  const link = await newLink(request, apiKey);
  // Another process on the same database, so that the payment can change while the page's own server is away.
  const dataDirectory = process.env.DATA_DIR ?? "";
  let server = await startServer(dataDirectory, ["--only", "web"]);
  const page = await signedIn("operator");
  await page.goto(`${server.url}/payments/${link.id}`);
  await live(page);
  await server.stop();
  await expect(page.getByText("Reconnecting").first()).toBeVisible();
  await cancel(request, apiKey, link);
  const made = requestsOf(page);
  server = await startServer(dataDirectory, ["--only", "web", "--port", new URL(server.url).port]);
  await expect(counterfoil(page).getByText("Cancelled", { exact: true })).toBeVisible({ timeout: 30_000 });
  await live(page);
  expect(made.filter((each) => !each.includes("/api/live/payments/"))).toEqual([]);
  // That this server was away is what this is about: the browser says so of its stream, and of what the navigation
  // had not finished fetching ahead.
  const others = consoleErrors.filter((each) => !each.includes(server.url));
  consoleErrors.splice(0, consoleErrors.length, ...others);
  await server.stop();
});
