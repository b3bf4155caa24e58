import { expect, type Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aConnector } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { MERCHANT_NAME_CHARACTERS_MAX } from "@/lib/merchants/limits";
import { SCOPES } from "@/lib/verb/permissions";
import { type Link, newLink, payWith } from "./checkout";
import { test } from "./fixtures";
import { walkHostedPage } from "./hosted-states";
import { aPolicy } from "./policies";

/** The narrowest phone there is. */
const WIDTH = 320;
const DESK_WIDTH = 1_440;
const LONG = "W".repeat(200);
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
  const makeLink = () => hostileLink(request, apiKey);
  await walkHostedPage({ page, request, apiKey, makeLink }, (state) => expectFits(page, state));
});

/** A phone of 390 px at twice its size. */
const ENLARGED_WIDTH = 195;

/** No word of a receipt's labels stands in two lines. */
async function expectWholeLabels(page: Page, where: string): Promise<void> {
  const broken = await page.locator("article dt").evaluateAll((labels) =>
    labels.flatMap((label) => {
      const node = label.firstChild;
      if (!node) return [];
      return [...(node.nodeValue ?? "").matchAll(/\S+/g)].flatMap((word) => {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1
          ? [word[0]]
          : [];
      });
    }),
  );
  expect.soft(broken, where).toEqual([]);
}

test("no state of the hosted page scrolls sideways on a phone that shows it at twice its size", async ({
  page,
  request,
  apiKey,
}) => {
  test.slow();
  await page.setViewportSize({ width: ENLARGED_WIDTH, height: 422 });
  const makeLink = () =>
    newLink(request, apiKey, {
      ...{ amount: "154.00", reference: newId(), failureRedirectUrl: "https://shop.example/basket" },
      lineItems: [{ description: "Linen cushion, slate", amount: "77.00", quantity: 2 }],
    });
  await walkHostedPage({ page, request, apiKey, makeLink }, async (state) => {
    await expectFits(page, state, ENLARGED_WIDTH);
    await expectWholeLabels(page, state);
  });
});

for (const reference of [newId(), LONG])
  test(`a receipt breaks none of its labels beside a reference of ${reference.length} characters`, async ({
    page,
    request,
    apiKey,
  }) => {
    const link = await newLink(request, apiKey, { reference });
    await page.goto(link.url);
    await payWith(page, "4242424242424242");
    await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
    for (const width of [ENLARGED_WIDTH, WIDTH, 360, 390, DESK_WIDTH]) {
      await page.setViewportSize({ width, height: 844 });
      await expectWholeLabels(page, `${width} px`);
      await expectFits(page, `${width} px`, width);
    }
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

test("the largest amounts there are fit a phone", async ({ signedIn, request, apiKey }) => {
  const page = await signedIn("owner");
  const connectorID = await aConnector();
  for (const [asset, amount, shown] of [
    ["KWD/3", "123456789012", "123,456,789.012"],
    ["USD/2", "9223372036854775807", "92,233,720,368,547,758.07"],
  ]) {
    const reference = `ref-${newId()}`;
    const createdAt = new Date().toISOString();
    const payment = { reference, connectorID, createdAt, asset, type: "PAYOUT", scheme: "visa" };
    const answer = await request.post("/api/payments/payments", {
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      // More than a number of JavaScript holds.
      data: JSON.stringify({ ...payment, status: "SUCCEEDED" }).replace(/}$/, `,"amount":${amount}}`),
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    await page.goto(`/payments?q=${reference}`);
    await page.getByRole("link", { name: reference, exact: true }).click();
    await expect(page.getByRole("region", { name: "Payment", exact: true })).toContainText(`${shown}`);
    await expectFits(page, `a payment of ${shown}`);
  }
});
