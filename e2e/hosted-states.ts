import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId, readId } from "@/lib/ids";
import { type Link, payWith } from "./checkout";

const EXPIRE = statement(
  "UPDATE checkout_link SET expires_at = now() - interval '1 minute', due_at = now() - interval '1 minute' WHERE payment_id = $1",
);

interface Walk {
  page: Page;
  request: APIRequestContext;
  apiKey: string;
  /** Makes another payment with its link. */
  makeLink: () => Promise<Link>;
}

/** Brings the hosted page into each state that it has, one after the other, and has a look at each. */
export async function walkHostedPage(
  { page, request, apiKey, makeLink }: Walk,
  look: (state: string) => Promise<void>,
): Promise<void> {
  const link = await makeLink();
  await page.goto(link.url);
  await look("open");
  await page.getByRole("button", { name: /^Pay / }).click();
  await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
  await look("with what is wrong");
  await payWith(page, "4000000000000002");
  await expect(page.getByText("Nothing was taken.").first()).toBeVisible();
  await look("declined");
  for (const query of [
    "fault=1",
    "refused=1",
    "gone=saved",
    "gone=form",
    "proof=1",
    `wait=${Date.now() + 3_600_000}`,
  ]) {
    await page.goto(`${link.url}?${query}`);
    await look(query);
  }
  await payWith(page, "4000002760003184");
  await expect(page.getByRole("heading", { name: "Is this you?" })).toBeVisible();
  await look("the bank's question");
  await page.goto(link.url);
  await expect(page.getByRole("heading", { name: /Your bank wants to check/ })).toBeVisible();
  await look("waiting for the bank");
  await page.getByRole("link", { name: "Continue to your bank" }).click();
  await page.getByRole("button", { name: "Approve payment" }).click();
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  await look("paid");
  for (const [amount, heading] of [
    ["1.00", "Paid"],
    [undefined, "Refunded"],
  ] as const) {
    await request.post(`/v0/payments/${link.id}/refunds`, {
      headers: { authorization: `Bearer ${apiKey}` },
      data: { amount, idempotencyKey: newId() },
    });
    await page.goto(link.url);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.getByText(/went back to you\. Your bank may take some days/)).toBeVisible();
  }
  await look("refunded");

  const expired = await makeLink();
  await runPrepared(EXPIRE, [readId("pay", expired.id)]);
  await page.goto(expired.url);
  await expect(page.getByRole("heading", { name: "This link has expired" })).toBeVisible();
  await look("expired");

  const cancelled = await makeLink();
  await request.post(`/v0/payments/${cancelled.id}/cancel`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  await page.goto(cancelled.url);
  await expect(page.getByRole("heading", { name: "This payment was cancelled" })).toBeVisible();
  await look("cancelled");

  const locked = await makeLink();
  const form = { method: "card", number: "4000000000000002", expiry: "12/34", cvc: "123" };
  for (let at = 0; at < 10; at++) await request.post(`${locked.url}/submit`, { form, maxRedirects: 0 });
  await page.goto(locked.url);
  await expect(page.getByRole("heading", { name: "Too many tries" })).toBeVisible();
  await look("locked");
}
