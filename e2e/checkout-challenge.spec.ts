import type { Page } from "@playwright/test";
import { chargesOf, expectAccessible, newLink, payWith, statusOf } from "./checkout";
import { expect, test } from "./fixtures";

const ASKS_THE_BANK = "4000000000003220";

async function answerBank(page: Page, button: string) {
  await expect(page.getByRole("heading", { name: "Is this you?" })).toBeVisible();
  await page.getByRole("button", { name: button }).click();
}

test("an approved challenge pays", async ({ page, request, apiKey }) => {
  const link = await newLink(request, apiKey);
  await page.goto(link.url);
  await payWith(page, ASKS_THE_BANK);
  await expect(page.getByText("•••• 3220")).toBeVisible();
  await expectAccessible(page);
  expect(await statusOf(request, apiKey, link)).toBe("processing");
  await answerBank(page, "Approve payment");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
  expect(await chargesOf(link)).toEqual(["succeeded"]);
});

for (const { button, says } of [
  { button: "Refuse payment", says: "Your bank could not confirm that it was you" },
  { button: "Leave without answering", says: "You left your bank's check before it was finished" },
]) {
  test(`"${button}" takes nothing, and the link can still be paid`, async ({ page, request, apiKey }) => {
    const link = await newLink(request, apiKey);
    await page.goto(link.url);
    await payWith(page, ASKS_THE_BANK);
    await answerBank(page, button);
    await expect(page.getByText(says)).toBeVisible();
    expect(await statusOf(request, apiKey, link)).toBe("pending");
    await payWith(page, "4242424242424242");
    await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
    expect(await chargesOf(link)).toEqual(["failed", "succeeded"]);
  });
}

test("a card can be declined after an approved challenge", async ({ page, request, apiKey }) => {
  const link = await newLink(request, apiKey);
  await page.goto(link.url);
  await payWith(page, "4000008400001629");
  await answerBank(page, "Approve payment");
  await expect(page.getByText("Your card was declined")).toBeVisible();
});

test("a link opened again while the bank waits leads back to the bank", async ({ page, request, apiKey }) => {
  const link = await newLink(request, apiKey);
  await page.goto(link.url);
  await payWith(page, "4000002760003184");
  await expect(page.getByRole("heading", { name: "Is this you?" })).toBeVisible();
  await page.goto(link.url);
  await expect(page.getByRole("heading", { name: "Your bank wants to check that it is you" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Continue to your bank" }).click();
  await answerBank(page, "Approve payment");
  await expect(page.getByRole("heading", { name: "Paid" })).toBeVisible();
});

test("the bank's page answered in two tabs charges once", async ({ context, request, apiKey }) => {
  const link = await newLink(request, apiKey);
  const [one, other] = await Promise.all([context.newPage(), context.newPage()]);
  await one.goto(link.url);
  await payWith(one, ASKS_THE_BANK);
  await expect(one.getByRole("heading", { name: "Is this you?" })).toBeVisible();
  await other.goto(one.url());
  await Promise.all([answerBank(one, "Approve payment"), answerBank(other, "Approve payment")]);
  for (const tab of [one, other]) await expect(tab.getByRole("heading", { name: "Paid" })).toBeVisible();
  expect(await chargesOf(link)).toEqual(["succeeded"]);
});
