import { expect, type Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { run, statement } from "@/lib/db/sql";
import { newId, readId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { MERCHANT_NAME_CHARACTERS_MAX } from "@/lib/merchants/schemas";
import { SCOPES } from "@/lib/verb/permissions";
import { type Link, newLink, payWith } from "./checkout";
import { test } from "./fixtures";
import { aPolicy } from "./policies";

/** The narrowest phone there is. */
const WIDTH = 320;
const DESK_WIDTH = 1_440;
const LONG = "W".repeat(200);
const EXPIRE = statement(
  "UPDATE checkout_link SET expires_at = now() - interval '1 minute', due_at = now() - interval '1 minute' WHERE payment_id = $1",
);

test.use({ viewport: { width: WIDTH, height: 640 } });

async function hostileMerchant(): Promise<{ id: string; apiKey: string }> {
  const ctx = contextOf("owner");
  const look = { logoColor: "#2f5d50", defaultCurrency: "GBP" as const, paymentLimit: 100_000_000n };
  const name = `${newId().slice(-6)}${LONG}`.slice(0, MERCHANT_NAME_CHARACTERS_MAX);
  const { id } = await createMerchant({ ctx, input: { id: newId(), name, ...look } });
  const key = { id: newId(), name: LONG.slice(0, 60), scopes: [...SCOPES], merchantId: id };
  const { secret } = await createKey({ ctx, input: key });
  return { id, apiKey: secret ?? "" };
}

type Request = Parameters<typeof newLink>[0];

async function hostileLink(request: Request, apiKey: string): Promise<Link> {
  const customer = await request.post("/v0/customers", {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { name: LONG, email: `${"w".repeat(60)}@${"example".repeat(6)}.example.com` },
  });
  expect(customer.status(), await customer.text()).toBe(201);
  return newLink(request, apiKey, {
    amount: "999999.99",
    customerId: (await customer.json()).id,
    reference: LONG,
    failureRedirectUrl: "https://shop.example/basket",
    metadata: { [LONG]: LONG, key: LONG, [`${LONG.slice(0, 100)}2`]: "v" },
    lineItems: [{ description: LONG, amount: "333333.33", quantity: 3 }],
  });
}

/** Nothing makes the page wider than the screen, and no amount is broken or cut off by its edge. */
async function expectFits(page: Page, where: string, width = WIDTH): Promise<void> {
  const found = await page.evaluate((width) => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const amounts: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement;
      if (!parent || /^(script|style|option|noscript)$/i.test(parent.tagName) || !parent.checkVisibility())
        continue;
      if (parent.closest(".sr-only") || scrolls(parent)) continue;
      for (const amount of node.nodeValue?.matchAll(/£\s?[\d.,]*\d/g) ?? []) {
        const range = document.createRange();
        range.setStart(node, amount.index);
        range.setEnd(node, amount.index + amount[0].length);
        const boxes = [...range.getClientRects()];
        const lines = new Set(boxes.map(({ top }) => Math.round(top)));
        const outside = boxes.some(({ left, right }) => left < 0 || right > width);
        if (lines.size > 1 || outside)
          amounts.push(`${amount[0]} in <${parent.tagName} class="${parent.className}">`);
      }
    }
    const wide = document.scrollingElement?.scrollWidth ?? 0;
    const culprits = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width && !scrolls(element.parentElement))
      .filter((element) => element.checkVisibility() && !element.closest(".sr-only"))
      .map(
        (element) =>
          `${element.tagName}.${element.getAttribute("class") ?? ""}: ${element.textContent?.slice(0, 20)}`,
      );
    return { amounts, wide: wide > width ? [`${wide} px`, ...culprits.slice(0, 6)] : [] };
  }, width);
  expect.soft(found, where).toEqual({ amounts: [], wide: [] });
}

test("no state of the hosted page is wider than a phone, however long its words are", async ({
  page,
  request,
}) => {
  test.slow();
  const { apiKey } = await hostileMerchant();
  const link = await hostileLink(request, apiKey);
  await page.goto(link.url);
  await expectFits(page, "open");
  await page.getByRole("button", { name: /^Pay / }).click();
  await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
  await expectFits(page, "with what is wrong");
  await payWith(page, "4000000000000002");
  await expect(page.getByText("Nothing was taken.").first()).toBeVisible();
  await expectFits(page, "declined");
  for (const query of ["fault=1", "refused=1", "proof=1", "wait=60"]) {
    await page.goto(`${link.url}?${query}`);
    await expectFits(page, query);
  }
  await payWith(page, "4000002760003184");
  await expect(page.getByRole("heading", { name: "Is this you?" })).toBeVisible();
  await expectFits(page, "the bank's question");
  await page.goto(link.url);
  await expect(page.getByRole("heading", { name: /Your bank wants to check/ })).toBeVisible();
  await expectFits(page, "waiting for the bank");
  await page.getByRole("link", { name: "Continue to your bank" }).click();
  await page.getByRole("button", { name: "Approve payment" }).click();
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  await expectFits(page, "paid");

  const expired = await hostileLink(request, apiKey);
  await run(EXPIRE, [readId("pay", expired.id)]);
  await page.goto(expired.url);
  await expect(page.getByRole("heading", { name: "This link has expired" })).toBeVisible();
  await expectFits(page, "expired");

  const cancelled = await hostileLink(request, apiKey);
  await request.post(`/v0/payments/${cancelled.id}/cancel`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  await page.goto(cancelled.url);
  await expect(page.getByRole("heading", { name: "This payment was cancelled" })).toBeVisible();
  await expectFits(page, "cancelled");

  const locked = await hostileLink(request, apiKey);
  const form = { method: "card", number: "4000000000000002", expiry: "12/34", cvc: "123" };
  for (let at = 0; at < 10; at++) await request.post(`${locked.url}/submit`, { form, maxRedirects: 0 });
  await page.goto(locked.url);
  await expect(page.getByRole("heading", { name: "Too many tries" })).toBeVisible();
  await expectFits(page, "locked");
});

test("no page of the console is wider than a phone or a desk, however long its words are", async ({
  signedIn,
  request,
}) => {
  test.slow();
  const page = await signedIn("owner");
  await page.setViewportSize({ width: WIDTH, height: 640 });
  const merchant = await hostileMerchant();
  const link = await hostileLink(request, merchant.apiKey);
  const policy = await aPolicy(merchant.id);
  for (const path of [
    "/",
    "/payments",
    `/payments/${link.id}`,
    "/checkout-links",
    `/checkout-links/${link.id}`,
    "/checkout-links/new",
    "/customers",
    `/people?q=${LONG.slice(0, 20)}`,
    `/people/policyholder/${policy.holderId}`,
    "/policies",
    `/policies/${policy.id}`,
    `/policies/${policy.id}/record`,
    `/policies/holders/${policy.holderId}`,
    "/policies/product-modules",
    "/retries",
    "/referrals",
    "/partners",
    "/commissions",
    "/payouts",
    "/connectors",
    "/connectors/import",
    "/requests",
    "/webhooks",
    "/webhooks/deliveries",
    "/settings/keys",
    "/settings/merchants",
    `/settings/merchants/${merchant.id}`,
    "/settings/audit",
    "/settings/team",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectFits(page, path);
    await page.setViewportSize({ width: DESK_WIDTH, height: 900 });
    await expectFits(page, `${path} at ${DESK_WIDTH}`, DESK_WIDTH);
    await page.setViewportSize({ width: WIDTH, height: 640 });
  }
});
