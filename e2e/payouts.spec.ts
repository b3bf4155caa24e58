import { readFile } from "node:fs/promises";
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
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV for the bank" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(file).toContain("GB29NWBK60161331926819");
  expect(file).toContain("10.00");

  // An operator sees that there are bank details, and neither changes them nor downloads the file.
  const operator = await signedIn("operator");
  await operator.goto(run);
  await expect(operator.getByRole("heading", { level: 1, name: /Payout of/ })).toBeVisible();
  await expect(operator.getByRole("link", { name: /CSV for the bank|SEPA/ })).toHaveCount(0);
  await operator.goto(`/partners/${partner}`);
  await expect(operator.getByText("GB •••• 6819")).toBeVisible();
  await expect(operator.getByRole("button", { name: /Change|Add bank details/ })).toHaveCount(0);
});
