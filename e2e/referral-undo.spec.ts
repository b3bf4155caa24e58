import { parse } from "csv-parse/sync";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newId } from "@/lib/ids";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aDueProgramme, aProgramme, choosePayer } from "./referral-programme";

// Each walks through many pages, on machines that may be busy with other things.
test.setTimeout(120_000);

test("a payment that was recorded by mistake is undone from the notice of its recording", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const { name, partner, payers } = await aProgramme(request, apiKey);
  const page = await signedIn("operator");
  await page.goto("/referrals/record");
  await page.waitForURL(/[?&]form=/);
  await choosePayer(page, payers[0]);
  await page.getByLabel("Amount", { exact: true }).fill("1250.00");
  await page.getByLabel("Currency").selectOption("GBP");
  await page.getByRole("button", { name: "Record payment of £1,250.00" }).click();

  const notices = page.getByRole("region", { name: "Notifications" });
  await expect(notices.getByText("Recorded £1,250.00")).toBeVisible();
  await notices.getByRole("link", { name: "Undo" }).click();
  const asks = page.getByRole("alertdialog", { name: "Undo the recording of £1,250.00?" });
  await expect(asks.getByText(`${name}’s commission of £125.00 is rejected`)).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  await asks.getByRole("button", { name: "Undo the payment" }).click();
  await expect(asks.getByText("Say why.")).toBeVisible();
  await asks.getByLabel("Reason").fill("Ten times too much");
  await asks.getByRole("button", { name: "Undo the payment" }).click();

  await expect(notices.getByText("Undone: £1,250.00")).toBeVisible();
  const payment = page.getByRole("region", { name: "Payment", exact: true });
  await expect(payment.getByText("Undone", { exact: true })).toBeVisible();
  await expect(payment.getByText("It counts nowhere.")).toBeVisible();
  await expect(payment.getByText(/undone by .*Reason: Ten times too much/)).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Ten times too much" })).toContainText("Undone");
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toHaveCount(0);
  await expectWellMade(page, [390, 1440]);

  // It has left the file's sums and what the partner is owed, and is still there to be read of.
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const file = await page.request.get(`/payments/export?q=${id}`);
  const [record] = parse(await file.text(), { columns: true, bom: true }) as Record<string, string>[];
  expect(record).toMatchObject({ id, status: "cancelled", net: "0.00" });
  await page.goto(`/commissions?partner=${partner}`);
  await expect(page.getByRole("row").filter({ hasText: "£125.00" })).toContainText("Rejected");
});

test("a payment whose commission is in a payout says why it is not undone, and what to do", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  const { paymentIds } = await aDueProgramme(request, apiKey);
  const ctx = contextOf("operator");
  const { period, fingerprint } = await previewPayout({ ctx, input: { merchantId: merchant.id } });
  const run = { merchantId: merchant.id, period, fingerprint, idempotencyKey: newId() };
  await makePayoutRun({ ctx, input: run });
  const page = await signedIn("operator");
  await page.goto(`/payments/${paymentIds[0]}?do=undo`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.getByRole("button", { name: "What else?" }).click();
  await expect(page.getByText(/Its commission is in a payout already\. Refund the payment/)).toBeVisible();
  await expectWellMade(page, [390, 1440]);
});
