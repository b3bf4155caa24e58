import { runPrepared, statement } from "@/lib/db/sql";
import { readId } from "@/lib/ids";
import { chargesOf, expectAccessible, type Link, newLink, payWith } from "./checkout";
import { expect, test } from "./fixtures";

const BACK = "https://shop.example/basket";
const EXPIRE = statement(
  "UPDATE checkout_link SET expires_at = now() - interval '1 minute', due_at = now() - interval '1 minute' WHERE payment_id = $1",
);
const UNLOCK = statement(
  "UPDATE checkout_link SET locked_until = now() - interval '1 second' WHERE payment_id = $1",
);

test("ten declines lock a link for an hour, and then it opens again", async ({ page, request, apiKey }) => {
  const link = await newLink(request, apiKey, { failureRedirectUrl: BACK });
  const form = { method: "card", number: "4000000000000002", expiry: "12/34", cvc: "123" };
  for (let at = 0; at < 9; at++) await request.post(`${link.url}/submit`, { form, maxRedirects: 0 });
  await page.goto(link.url);
  await expect(page.getByText("You can try once more before this page closes.")).toBeVisible();
  await payWith(page, "4000000000000002");
  await expect(page.getByRole("heading", { name: "Too many tries" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Back to/ })).toHaveAttribute("href", BACK);
  await expectAccessible(page);

  const locked = await request.post(`${link.url}/submit`, {
    form: { ...form, number: "4242424242424242" },
    maxRedirects: 0,
  });
  expect(locked.status()).toBe(303);
  expect(await chargesOf(link)).toHaveLength(10);

  await runPrepared(UNLOCK, [readId("pay", link.id)]);
  await page.goto(link.url);
  await payWith(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
});

test("an expired link says so, leads back, and cannot be paid", async ({ page, request, apiKey }) => {
  const link = await newLink(request, apiKey, { failureRedirectUrl: BACK });
  await runPrepared(EXPIRE, [readId("pay", link.id)]);
  const opened = await page.goto(link.url);
  expect(opened?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: "This link has expired" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Back to/ })).toHaveAttribute("href", BACK);
  await expectAccessible(page);
  await expectUnpayable(link, request);
});

test("a cancelled link says so, leads back, and cannot be paid", async ({ page, request, apiKey }) => {
  const link = await newLink(request, apiKey, { failureRedirectUrl: BACK });
  await request.post(`/v0/payments/${link.id}/cancel`, { headers: { authorization: `Bearer ${apiKey}` } });
  const opened = await page.goto(link.url);
  expect(opened?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: "This payment was cancelled" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Back to/ })).toHaveAttribute("href", BACK);
  await expectAccessible(page);
  await expectUnpayable(link, request);
});

test("a link that opens nothing is a 404 with a way on", async ({ page, consoleErrors }) => {
  const opened = await page.goto("/pay/abcdefghijklmnopqrstuvwx");
  expect(opened?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This link opens no payment" })).toBeVisible();
  await expectAccessible(page);
  // The browser reports every answer of 404 as an error.
  consoleErrors.length = 0;
});

test("every answer is private and kept from search engines, and only this page may be framed", async ({
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  const form = { method: "card", number: "", expiry: "", cvc: "" };
  const answers = [
    await request.get(link.url),
    await request.get("/pay/abcdefghijklmnopqrstuvwx"),
    await request.get(`${link.url}/continue`, { maxRedirects: 0 }),
    await request.post(`${link.url}/submit`, { form, maxRedirects: 0 }),
  ];
  for (const answer of answers) {
    const headers = answer.headers();
    expect(headers["cache-control"], answer.url()).toContain("no-store");
    expect(headers["x-robots-tag"], answer.url()).toContain("noindex");
    expect(headers["x-frame-options"], answer.url()).toBeUndefined();
    expect(headers["content-security-policy"] ?? "", answer.url()).not.toContain("frame-ancestors");
  }
  expect((await request.get("/sign-in")).headers()["x-frame-options"]).toBe("DENY");
});

test("a form from another site, a long one and one that is none are refused", async ({ request, apiKey }) => {
  const link = await newLink(request, apiKey);
  const form = { method: "card", number: "4242424242424242", expiry: "12/34", cvc: "123" };
  const submit = `${link.url}/submit`;
  const foreign = await request.post(submit, {
    form,
    headers: { origin: "https://elsewhere.example" },
    maxRedirects: 0,
  });
  expect(foreign.status()).toBe(400);
  const long = await request.post(submit, { form: { ...form, cvc: "1".repeat(20_000) }, maxRedirects: 0 });
  expect(long.status()).toBe(413);
  const json = await request.post(submit, { data: form, maxRedirects: 0 });
  expect(json.status()).toBe(400);
  expect(await chargesOf(link)).toEqual([]);
});

async function expectUnpayable(link: Link, request: Parameters<typeof newLink>[0]) {
  const form = { method: "card", number: "4242424242424242", expiry: "12/34", cvc: "123" };
  await request.post(`${link.url}/submit`, { form, maxRedirects: 0 });
  expect(await chargesOf(link)).toEqual([]);
}
