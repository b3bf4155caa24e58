import { expect, type Page } from "@playwright/test";
import { runPrepared, statement } from "@/lib/db/sql";
import type { Merchant } from "@/lib/merchants/merchant";

const COUNT = statement("SELECT count(*)::int AS n FROM payment WHERE merchant_id = $1");

export async function paymentsOf({ id }: Merchant): Promise<number> {
  const [row] = await runPrepared<{ n: number }>(COUNT, [id]);
  return row?.n ?? 0;
}

/** Opens a new form for one merchant. Its key is in the address once the form is alive. */
export async function openForm(page: Page, merchant: Merchant): Promise<void> {
  await page.goto("/checkout-links/new");
  await page.waitForURL(/form=/);
  await page.getByLabel("Merchant", { exact: true }).selectOption({ label: merchant.name });
}

export async function fillLine(page: Page, at: number, [description, quantity, price]: string[]) {
  await page.getByLabel(`Line ${at}, description`).fill(description ?? "");
  await page.getByLabel(`Line ${at}, quantity`).fill(quantity ?? "");
  await page.getByLabel(`Line ${at}, price each`).fill(price ?? "");
}

export const createButton = (page: Page) => page.getByRole("button", { name: /^Create link/ });

/** The address a customer is given, as the link's page shows it. */
export async function linkAddress(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/checkout-links\/pay_\w{26}/);
  const address = page.locator("code");
  await expect(address).toHaveText(/\/pay\/\w+$/);
  return (await address.textContent()) ?? "";
}
