import { chargesOf, fillCard, newLink, payWith, pressPay } from "./checkout";
import { expect, test } from "./fixtures";

test.use({ javaScriptEnabled: false });

test("a customer without scripts survives a decline and pays", async ({ page, request, apiKey }) => {
  const link = await newLink(request, apiKey);
  await page.goto(link.url);
  await payWith(page, "4000000000009995");
  await expect(page.getByText("There is not enough money on this card")).toBeVisible();
  await expect(page.getByLabel("Expiry date")).toHaveValue("12/34");
  await expect(page.getByLabel("Card number")).toHaveValue("");
  await expect(page.getByLabel("Security code")).toHaveValue("");
  await page.reload();
  await payWith(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  await page.reload();
  expect(await chargesOf(link)).toEqual(["failed", "succeeded"]);
});

test("what is wrong stands beside its field, and a number is never written back", async ({
  page,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  await page.goto(link.url);
  await fillCard(page, "4111111111111111", { expiry: "01/20", cvc: "1" });
  await pressPay(page);
  await expect(page.getByText("This page takes test cards only")).toBeVisible();
  await expect(page.getByText("This card has expired")).toBeVisible();
  await expect(page.getByText("The security code has 3 digits")).toBeVisible();
  await expect(page.getByLabel("Expiry date")).toHaveValue("01/20");
  expect(await page.content()).not.toMatch(/4111\s*1111\s*1111\s*1111/);
  expect(page.url()).not.toContain("4111");
  expect(await chargesOf(link)).toEqual([]);
});

test("the bank's step needs no script, nor does the list of test cards", async ({
  page,
  request,
  apiKey,
}) => {
  const link = await newLink(request, apiKey);
  await page.goto(link.url);
  await page.getByText("Test cards").click();
  await expect(page.getByText("Asks the bank, then pays").first()).toBeVisible();
  await payWith(page, "4000000000003220");
  await page.getByRole("button", { name: "Approve payment" }).click();
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
});
