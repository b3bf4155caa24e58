import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { prisma } from "@/lib/db/prisma";
import { runPrepared, statement } from "@/lib/db/sql";
import { readId } from "@/lib/ids";
import { expectNoViolations } from "./axe";

export interface Link {
  /** `pay_…` */
  id: string;
  url: string;
}

/** A checkout payment made as a program makes it: through the door. */
export async function newLink(
  request: APIRequestContext,
  apiKey: string,
  body: Record<string, unknown> = {},
): Promise<Link> {
  const answer = await request.post("/v0/payments", {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { amount: "49.00", currency: "GBP", ...body },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { id, paymentUrl } = await answer.json();
  return { id, url: paymentUrl };
}

export async function newCustomer(request: APIRequestContext, apiKey: string): Promise<string> {
  const answer = await request.post("/v0/customers", {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { name: "Ines Ferreira", email: "ines@example.com" },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).id;
}

/** The door's word on a payment's status. */
export async function statusOf(request: APIRequestContext, apiKey: string, { id }: Link): Promise<string> {
  const answer = await request.get(`/v0/payments/${id}`, { headers: { authorization: `Bearer ${apiKey}` } });
  return (await answer.json()).status;
}

export async function fillCard(page: Page, number: string, { expiry = "12/34", cvc = "123" } = {}) {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry date").fill(expiry);
  await page.getByLabel("Security code").fill(cvc);
}

export async function payWith(page: Page, number: string) {
  await fillCard(page, number);
  await pressPay(page);
}

export async function pressPay(page: Page) {
  await page.getByRole("button", { name: /^Pay / }).click();
}

const CHARGES = statement(`
  SELECT o.state FROM sandbox_operation o JOIN attempt a ON a.id = o.idempotency_key
  WHERE a.payment_id = $1 ORDER BY o.created_at, o.idempotency_key`);

/** What the provider's own books say was charged for a payment. */
export async function chargesOf({ id }: Link): Promise<string[]> {
  const rows = await runPrepared<{ state: string }>(CHARGES, [readId("pay", id)]);
  return rows.map(({ state }) => state);
}

/** As if the last month of a customer's cards had gone by. */
export async function expireCardsOf(customerId: string): Promise<void> {
  const where = { customerId: readId("cus", customerId) ?? "" };
  await prisma().savedPaymentMethod.updateMany({ where, data: { expiryMonth: 10, expiryYear: 2026 } });
}

/** How much longer a test may take for each look at a page, on a machine that has other work. */
const AXE_MS = 10_000;

/** Nothing that keeps anybody out, in the colours of the day and of the night, at the width the page has. */
export async function expectAccessible(page: Page) {
  test.setTimeout(test.info().timeout + AXE_MS);
  await expectNoViolations(page, page.url());
}
