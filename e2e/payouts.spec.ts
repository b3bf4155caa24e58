import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { SaveBankAccount } from "@/lib/referrals/bank/bank-account-form";
import { saveBankAccount } from "@/lib/referrals/bank/save-bank-account";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { expectFocusKept, expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aDueProgramme as due } from "./referral-programme";

// Each walks through many pages, on machines that may be busy with other things.
test.setTimeout(120_000);

test("a batch is paid out after a look at who receives what", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  const [one, other] = [await due(request, apiKey), await due(request, apiKey)];
  const page = await signedIn("operator");
  await page.goto("/payouts");
  const shop = page.getByRole("region", { name: merchant.name });
  await expect(shop.getByText("£20.00 to 2 partners")).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  await shop.getByRole("button", { name: "Review and pay out" }).click();
  const asks = page.getByRole("alertdialog", { name: "Pay out £20.00 to 2 partners?" });
  const list = asks.getByRole("list", { name: "Who is paid" }).getByRole("listitem");
  await expect(list).toHaveCount(2);
  for (const { name } of [one, other]) await expect(list.filter({ hasText: name })).toContainText("£10.00");
  await expectWellMade(page, [390, 1440]);
  await asks.getByRole("button", { name: "Pay out £20.00" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Payout of/ })).toBeVisible();
  const run = page.url();
  await page.goto("/payouts");
  await expect(page.getByRole("region", { name: merchant.name })).toHaveCount(0);

  // The bank could not pay one of them: that one is due again, and the run says so.
  await page.goto(run);
  await page
    .getByRole("button", { name: new RegExp(`^Mark the payment of .* to ${one.name} as failed$`) })
    .click();
  const fails = page.getByRole("alertdialog", {
    name: new RegExp(`^Mark the payment of .* to ${one.name} as failed\\?$`),
  });
  await fails.getByRole("button", { name: "Mark as failed" }).click();
  await expect(fails.getByText("Say why.")).toBeVisible();
  await fails.getByLabel("Reason").fill("The account is closed");
  await fails.getByRole("button", { name: "Mark as failed" }).click();
  await expect(page.getByText("The account is closed. Its commissions are due again.")).toBeVisible();
  await expectFocusKept(page);
  await page
    .getByRole("button", { name: new RegExp(`^Mark the payment of .* to ${other.name} as paid$`) })
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Mark as paid" }).click();
  await expect(page.getByRole("button", { name: /^Mark the payment/ })).toHaveCount(0);
  await expectWellMade(page, [390, 1440]);
  await page.goto("/payouts");
  await expect(page.getByRole("region", { name: merchant.name })).toContainText("£10.00 to 1 partner");
});

test("one partner is paid alone, and the others wait", async ({ signedIn, request, apiKey, merchant }) => {
  const [one, other] = [await due(request, apiKey), await due(request, apiKey)];
  const page = await signedIn("operator");
  await page.goto(`/partners/${one.partner}`);
  await page.getByRole("link", { name: "Due to this partner" }).click();
  await expect(page.getByText(`${one.name} alone.`)).toBeVisible();
  await page.getByRole("button", { name: "Review and pay out" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Pay out £10.00" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Payout of/ })).toBeVisible();
  await expect(page.getByText(one.name).first()).toBeVisible();
  await page.goto("/payouts");
  const shop = page.getByRole("region", { name: merchant.name });
  await expect(shop.getByText("£10.00 to 1 partner")).toBeVisible();
  await expect(shop.getByText(other.name)).toBeVisible();
  await shop.getByRole("link", { name: `Only ${other.name}` }).click();
  await expect(page.getByText(`${other.name} alone.`)).toBeVisible();
  await page.goto(`/payouts?partner=${other.partner}&from=2020-01-01&through=2020-01-31`);
  await expect(page.getByText("Nothing is due", { exact: true })).toBeVisible();
});

test("an admin saves where a partner is paid to, and downloads the file for the bank", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  const { partner, name } = await due(request, apiKey);
  const page = await signedIn("admin");
  await page.goto("/payouts");
  const shop = page.getByRole("region", { name: merchant.name });
  await shop.getByRole("button", { name: "Review and pay out" }).click();
  const asks = page.getByRole("alertdialog");
  await expect(asks.getByText("No bank details", { exact: true })).toBeVisible();
  await asks.getByRole("button", { name: "Pay out £10.00" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Payout of/ })).toBeVisible();
  await expect(page.getByText("Bank details are missing")).toBeVisible();
  await page.getByRole("button", { name: /^Mark the payment of .* as paid$/ }).click();
  await expect(page.getByRole("alertdialog").getByText("It was in no file for the bank")).toBeVisible();
  await page.getByRole("button", { name: "Keep as it is" }).click();
  await expectWellMade(page, [390, 1440]);
  const run = page.url();

  await page.goto(`/partners/${partner}`);
  await page.getByRole("button", { name: "Add bank details" }).click();
  const dialog = page.getByRole("dialog", { name: "Add bank details" });
  await dialog.getByLabel("Account holder").fill(name);
  await dialog.getByLabel("IBAN", { exact: true }).fill("GB29 NWBK 6016 1331 9268 18");
  await dialog.getByRole("button", { name: "Save the bank details" }).click();
  await expect(dialog.getByText("This is no IBAN: a character is missing or mistyped.")).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  await dialog.getByLabel("IBAN", { exact: true }).fill("GB29 NWBK 6016 1331 9268 19");
  await dialog.getByRole("button", { name: "Save the bank details" }).click();
  await expect(page.getByText("GB •••• 6819")).toBeVisible();
  expect(await page.content()).not.toContain("601613319268");

  await page.goto(run);
  await expect(page.getByText("Bank details are missing")).toHaveCount(0);
  const first = await fileFrom(page, "CSV for the bank");
  expect(first.text).toContain("GB29NWBK60161331926819");
  expect(first.text).toContain("10.00");
  expect(first.name).toMatch(/^payout-.+-gbp-\d{4}-\d{2}-\d{2}\.csv$/);

  // What was in a file says so, and another is asked about: the same one again, or the bank may pay a second time.
  await expect(page.getByText(/^In the CSV of .*, to •••• 6819$/)).toBeVisible();
  await page.getByRole("button", { name: "CSV for the bank" }).click();
  const another = page.getByRole("alertdialog", { name: "Another CSV for the bank?" });
  await expect(another.getByText("It was in a file already")).toBeVisible();
  await expect(
    another.getByRole("radio", { name: /^The same file again, unchanged: 1 payment, £10.00/ }),
  ).toBeChecked();
  await expectWellMade(page, [390, 1440]);
  expect(await downloadBy(page, another.getByRole("button", { name: "Download" }))).toEqual(first);
  const files = page.getByRole("region", { name: "Files for the bank" });
  await expect(files.getByRole("listitem")).toHaveCount(1);
  expect(await downloadBy(page, files.getByRole("button", { name: /^Download the CSV of/ }))).toEqual(first);
  await page.getByRole("button", { name: /^Mark the payment of .* as paid$/ }).click();
  await expect(page.getByRole("alertdialog").getByText("file for the bank")).toHaveCount(0);
  await page.getByRole("button", { name: "Keep as it is" }).click();

  // An operator sees that there are bank details, and neither changes them nor downloads the file.
  const operator = await signedIn("operator");
  await operator.goto(run);
  await expect(operator.getByRole("heading", { level: 1, name: /Payout of/ })).toBeVisible();
  await expect(operator.getByText(/^In the CSV of/)).toBeVisible();
  await expect(operator.getByRole("button", { name: /CSV|SEPA|Download/ })).toHaveCount(0);
  await operator.goto(`/partners/${partner}`);
  await expect(operator.getByText("GB •••• 6819")).toBeVisible();
  await expect(operator.getByRole("button", { name: /Change|Add bank details/ })).toHaveCount(0);
});

test("a SEPA order says what it leaves out, and another what the bank may pay twice", async ({
  signedIn,
  request,
  apiKey,
  merchant,
}) => {
  const partners = [
    await due(request, apiKey, "eur"),
    await due(request, apiKey, "eur"),
    await due(request, apiKey, "eur"),
  ];
  const [one, other, third] = partners;
  const ctx = contextOf("admin");
  const save = (owner: { type: "partner" | "merchant"; id: string }, account: object) =>
    saveBankAccount({
      ctx,
      input: SaveBankAccount.parse({
        ...{ formId: newId(), owner: { ...owner, id: readAnyId(owner.id) ?? "" }, version: 0 },
        ...{ holder: "Somebody", bic: "", ...account },
      }),
    });
  await save({ type: "merchant", id: merchant.id }, { scheme: "iban", iban: "NO9386011117947" });
  await save({ type: "partner", id: one?.partner ?? "" }, { scheme: "iban", iban: "DE89370400440532013000" });
  const number = { scheme: "account", country: "GB", accountNumber: "00012345", bankCode: "040004" };
  await save({ type: "partner", id: other?.partner ?? "" }, number);
  const { lines, fingerprint, period } = await previewPayout({ ctx, input: { merchantId: merchant.id } });
  expect(lines).toHaveLength(3);
  const input = { merchantId: merchant.id, period, fingerprint, idempotencyKey: fingerprint };
  const { id } = await makePayoutRun({ ctx, input });
  const page = await signedIn("admin");
  await page.goto(`/payouts/${spellId("run", id)}`);
  await expect(
    page.getByText("A SEPA order can have 1 of 3 open payments, €10.00. Not in it:"),
  ).toBeVisible();
  await expect(page.getByText(`${other?.name} (no IBAN)`)).toBeVisible();
  await page.getByRole("button", { name: "SEPA order" }).click();
  const first = page.getByRole("alertdialog", { name: "Make a SEPA order for the bank?" });
  await expect(first.getByText("1 of 3 open payments, €10.00.")).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  const order = await downloadBy(page, first.getByRole("button", { name: "Download" }));
  expect(order.text).toContain("DE89370400440532013000");

  // A partner's account is known now: the next order is of what was in none.
  await save({ type: "partner", id: third?.partner ?? "" }, { scheme: "iban", iban: "NL91ABNA0417164300" });
  await page.reload();
  await expect(page.getByText(/^In the SEPA order of .*, to •••• 3000$/)).toBeVisible();
  await page.getByRole("button", { name: "SEPA order", exact: true }).click();
  const another = page.getByRole("alertdialog", { name: "Another SEPA order for the bank?" });
  await expect(another.getByText("1 of them was in a file already")).toBeVisible();
  await expect(
    another.getByRole("radio", { name: /^Only what was in none: 1 payment, €10.00/ }),
  ).toBeChecked();
  await expect(another.getByRole("radio", { name: /^A new file of all: 2 payments, €20.00/ })).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  const next = await downloadBy(page, another.getByRole("button", { name: "Download" }));
  expect(next.text).toContain("NL91ABNA0417164300");
  expect(next.text).not.toContain("DE89370400440532013000");
  await page.getByRole("button", { name: "Mark all 3 open payments as paid" }).click();
  const asks = page.getByRole("alertdialog");
  await expect(asks.getByText("1 of them was in no file for the bank")).toBeVisible();
  await expect(asks.getByText(`${other?.name} (€10.00)`)).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  await page.getByRole("button", { name: "Keep as it is" }).click();
  await page.getByRole("button", { name: "SEPA order", exact: true }).click();
  await expect(
    another.getByRole("radio", { name: /^The same file again, unchanged: 1 payment/ }),
  ).toBeChecked();
  expect(await downloadBy(page, another.getByRole("button", { name: "Download" }))).toEqual(next);
  await expectWellMade(page, [390, 1440]);
});

/** What a button of the page downloads, once its question is answered. */
async function fileFrom(page: Page, button: string) {
  await page.getByRole("button", { name: button }).click();
  return downloadBy(page, page.getByRole("alertdialog").getByRole("button", { name: "Download" }));
}

async function downloadBy(page: Page, button: Locator) {
  const download = page.waitForEvent("download");
  await button.click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}
