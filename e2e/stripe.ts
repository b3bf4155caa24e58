import type { Page } from "@playwright/test";
import { statement } from "@/lib/db/sql";
import type { Merchant } from "@/lib/merchants/merchant";
import { expect } from "./fixtures";
import { lookAt } from "./looks/look";

/** The connection of an account, while it lasts. */
export const CONNECTED = statement(
  "SELECT id FROM connection WHERE account_reference = $1 AND disconnected_at IS NULL",
);
/** Ends a connection. */
export const END = statement(
  "UPDATE connection SET disconnected_at = now(), credentials_sealed = NULL, webhook_secret_sealed = NULL WHERE id = $1",
);
/** Leads what a merchant is paid by checkout links to a connection. */
export const ROUTE = statement(`
  INSERT INTO connection_route (id, position, merchant_id, kind, connection_id, created_at)
  VALUES (gen_random_uuid(), 0, $1, 'checkout', $2, now())`);
/** A connection whose events are to be asked for again at once. */
export const POLL_NOW = statement("UPDATE connection SET events_polled_at = NULL WHERE id = $1");

/** Pays on the stand-in's own page. */
export async function payAtStripe(page: Page, number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByRole("button", { name: "Pay" }).click();
}

export const EXPLANATION = "She bought two mugs and has them.";

/** What the head of a payment's page says, once it has heard of it. */
export async function expectSays(page: Page, sentences: readonly string[]): Promise<void> {
  const slip = page.getByRole("region", { name: "Payment", exact: true });
  for (const sentence of sentences) await expect(slip).toContainText(sentence, { timeout: 30_000 });
}

/** What the overview says of the money: what was collected, and what became of it with its sign. */
export async function expectOverview(
  page: Page,
  merchant: Merchant,
  collected: string,
  balance: string | null,
): Promise<void> {
  await page.goto(`/?merchant=${merchant.id}&days=7`);
  await expect(page.getByRole("main").getByText(collected, { exact: true }).first()).toBeVisible();
  const kept = page.getByLabel("From collected to kept");
  await expect(kept).toHaveCount(balance === null ? 0 : 1);
  if (balance === null) return;
  await expect
    .poll(async () => (await kept.innerText()).replaceAll(/\s+/g, " ").trim(), { timeout: 30_000 })
    .toBe(balance);
}

/** An operator answers the dispute, and has to say that it is for good. */
export async function sendEvidence(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send evidence" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/The bank takes it until .+, and once\./)).toBeVisible();
  await lookAt(page, "evidence");
  await dialog.getByLabel("Why the payment was right").fill(EXPLANATION);
  await dialog.getByLabel("What was sold").fill("Two mugs");
  await dialog.getByLabel("Receipt").fill("No. 1042");
  await dialog.getByRole("button", { name: "Send it for good" }).click();
  await expect(dialog.getByText("Say that you know it: nothing can be added afterwards.")).toBeVisible();
  await dialog.getByLabel("I know that evidence can be sent only once").check();
  await dialog.getByRole("button", { name: "Send it for good" }).click();
  await expect(dialog).toHaveCount(0);
}
