import { contextOf } from "@/lib/auth/testing/contexts";
import { createCustomer } from "@/lib/customers/create-customer";
import { newId } from "@/lib/ids";
import { expectNoViolations } from "./axe";
import { paidPayment } from "./console";
import { expect, test } from "./fixtures";
import { aCollectedPremium, aPolicy } from "./policies";

const ctx = contextOf("operator");

test("two records of one person are merged after both were seen, what they paid twice is refunded one click away, and they are separated again", async ({
  page: customerPage,
  request,
  apiKey,
  merchant,
  signedIn,
}) => {
  const word = newId().slice(-8);
  const made = async (name: string) => {
    const email = `${newId()}@example.com`;
    return createCustomer({ ctx, input: { merchantId: merchant.id, name: `${name} ${word}`, email } });
  };
  const [ada, byrne] = [await made("Ada"), await made("Byrne")];
  for (const { id } of [ada, byrne])
    await paidPayment(customerPage, request, apiKey, { customerId: id, reference: `INV ${newId()}` });

  const page = await signedIn("operator");
  await page.goto(`/people/customer/${ada.id}`);
  await page.getByRole("link", { name: "Merge with another person" }).click();
  await page.getByRole("searchbox", { name: "Find the other person" }).fill(word);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: byrne.name }).click();
  for (const { name } of [ada, byrne])
    await expect(page.getByRole("region", { name }).getByText("1 payment").first()).toBeVisible();
  await expectNoViolations(page, "the confirmation of a merge");
  await page.getByRole("button", { name: "Merge them" }).click();

  await expect(page.getByRole("heading", { name: "Possibly paid twice" })).toBeVisible();
  const known = page.getByRole("listitem").filter({ hasText: byrne.email });
  await expect(known).toBeVisible();
  await expectNoViolations(page, "the page of a merged person");

  await page.goto(`/payments?merchant=${merchant.id}&duplicates=possible`);
  await expect(page.getByRole("row").filter({ hasText: "Possible duplicate" })).toHaveCount(2);

  await page.goto(`/people/customer/${ada.id}`);
  await page
    .getByRole("link", { name: /^Refund / })
    .first()
    .click();
  await expect(page.getByRole("dialog", { name: /refund/i })).toBeVisible();

  await page.goto(`/people/customer/${ada.id}`);
  await page.getByRole("textbox", { name: "Add a note" }).fill("Says she paid twice");
  await page.getByRole("button", { name: "Add the note" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Says she paid twice" })).toBeVisible();
  await known.getByRole("button", { name: `Separate ${byrne.name}` }).click();
  await page.getByRole("button", { name: "Separate", exact: true }).click();
  await expect(known).toBeHidden();
  await expect(page.getByRole("heading", { name: "Possibly paid twice" })).toBeHidden();
});

test("a payment that was paid twice stops saying so as soon as it is refunded, and fits a phone while it does", async ({
  page: customerPage,
  request,
  apiKey,
  merchant,
  signedIn,
}) => {
  const email = `${newId()}@example.com`;
  const { id } = await createCustomer({ ctx, input: { merchantId: merchant.id, name: "Cy Olsen", email } });
  const reference = `INV ${newId()}`;
  for (const _ of [1, 2]) await paidPayment(customerPage, request, apiKey, { customerId: id, reference });

  const page = await signedIn("operator");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/payments?merchant=${merchant.id}&duplicates=possible`);
  const rows = page.getByRole("row").filter({ hasText: "Possible duplicate" });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Cy Olsen");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await rows.first().getByRole("link").click();
  const twice = page.getByRole("heading", { name: "Possibly paid twice" });
  await expect(twice).toBeVisible();
  await page.getByRole("link", { name: `Refund ${reference}` }).click();
  await page.getByRole("button", { name: "Refund £49.00" }).click();
  await expect(page.getByText("Nothing of it is left: £49.00 refunded.")).toBeVisible();
  await expect(twice).toBeHidden();
});

test("a premium that was paid twice is reversed one click away, and says what gave it back", async ({
  merchant,
  signedIn,
}) => {
  const policy = await aPolicy(merchant.id);
  for (const _ of [1, 2]) await aCollectedPremium(policy);
  const page = await signedIn("operator");
  await page.goto(`/people/policyholder/${policy.holderId}`);
  await expect(page.getByRole("heading", { name: "Possibly paid twice" })).toBeVisible();
  await page
    .getByRole("link", { name: /^Reverse / })
    .first()
    .click();
  const dialog = page.getByRole("alertdialog", { name: "Reverse this premium of £18.00?" });
  await expect(dialog).toContainText("to Thandi Nkosi");
  await expectNoViolations(page, "the question before a premium is reversed");
  await dialog.getByRole("button", { name: "Reverse £18.00" }).click();

  await expect(page.getByText("Nothing of it is left: £18.00 given back by a reversal.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Reverse" })).toBeHidden();
  await expect(page.getByRole("heading", { name: "Possibly paid twice" })).toBeHidden();
  await page.getByRole("link", { name: "Given back by a reversal" }).click();
  await expect(page.getByText("-£18.00").first()).toBeVisible();
  await expect(page.getByText("Paid out to Thandi Nkosi.")).toBeVisible();
  await expect(page.getByRole("link", { name: "The premium recorded as succeeded" })).toBeVisible();
});
