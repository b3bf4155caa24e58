import type { Page } from "@playwright/test";
import { chargeThere, endPayout, payOut } from "@/lib/connectors/testing/stripe-fake/elsewhere";
import { chargeIdOf } from "@/lib/connectors/testing/stripe-fake/lines";
import { makeRefund } from "@/lib/connectors/testing/stripe-fake/pay";
import type { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { spellId } from "@/lib/ids";
import type { Merchant } from "@/lib/merchants/merchant";
import { expect } from "./fixtures";
import { lookAt } from "./looks/look";

/** An admin turns a connection's mirror on and off again; what others did in the account is among the payments. */
export async function mirrorsAccount(
  admin: Page,
  merchant: Merchant,
  books: StripeFake["books"],
  connectionId: string,
): Promise<void> {
  const created = Math.floor(Date.now() / 1_000) - 3_600;
  const refunded = chargeThere(books, { amount: 8_800, currency: "gbp", created });
  makeRefund(books, refunded, 1_300, {});
  const payout = payOut(books, 7_000, "gbp");
  endPayout(books, payout, "paid");
  const unknown = chargeThere(books, { amount: 100, currency: "xxq", created });

  await admin.goto(`/settings/providers/${spellId("con", connectionId)}`);
  await expect(admin.getByText("It is off: only what was charged from here is shown.")).toBeVisible();
  await admin.getByRole("button", { name: "Turn it on…" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("From").fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
  await dialog.getByLabel("Payments of").selectOption(merchant.id);
  await dialog.getByRole("button", { name: "Turn it on" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(async () => {
    await admin.reload();
    await expect(admin.getByText("Up to date")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(admin.getByText("a currency that is not known here").first()).toBeVisible();
  expect(unknown.status).toBe("succeeded");
  await lookAt(admin, "mirror on");

  await admin.goto(`/payments?q=${chargeIdOf(refunded)}`);
  const row = admin.getByRole("row").filter({ hasText: "Provider’s payment" });
  await expect(row).toHaveCount(1);
  await row.getByRole("link").first().click();
  await expect(admin.getByText("£75.00").first()).toBeVisible();
  const arrived = admin.getByRole("table", { name: "Lines of the account’s balance" });
  await expect(arrived.getByRole("row").filter({ hasText: "The payment" })).toContainText("£1.52");
  // Its provider alone tells what becomes of it.
  await expect(admin.getByRole("button", { name: "Add an adjustment" })).toHaveCount(0);
  await lookAt(admin, "mirrored payment");

  await admin.goto(`/payments?q=${payout.id}`);
  await expect(admin.getByRole("row").filter({ hasText: "Provider’s transfer" })).toHaveCount(1);

  await admin.goto(`/settings/providers/${spellId("con", connectionId)}`);
  await admin.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(admin.getByRole("button", { name: "Go on", exact: true })).toBeVisible();
}
