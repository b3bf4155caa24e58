import { rm } from "node:fs/promises";
import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { advanceClock, beTheOwner, makeKey } from "./own-deployment";
import { newDataDirectory, type RunningServer, startServer } from "./server";

// The test clock moves in it, and would move for every other test: it has a deployment of its own.
test.setTimeout(240_000);

let dataDirectory: string;
let server: RunningServer;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  dataDirectory = await newDataDirectory();
  server = await startServer(dataDirectory);
});
test.afterAll(async () => {
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

test("a subscription payment earns a commission that is held, paid out, and clawed back after a refund", async ({
  page,
}) => {
  await beTheOwner(page, server, "Northwind Outfitters");
  const key = await makeKey(dataDirectory, "payments:write");

  // A partner, and the terms: a fifth of every payment, held for thirty days.
  await page.goto(`${server.url}/partners`);
  await page.getByRole("button", { name: "Add a partner" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Rosa Keller");
  await page.getByLabel("E-mail", { exact: true }).fill("rosa@example.com");
  await page.getByLabel("Referral code").fill("rosa");
  await page.getByRole("button", { name: "Add the partner" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rosa Keller" })).toBeVisible();
  await page.getByRole("button", { name: "Agree on terms" }).click();
  await page.getByRole("button", { name: "Save the terms" }).click();
  await expect(page.getByRole("heading", { name: "20% of every payment" })).toBeVisible();

  // A referral, as the merchant's back end reports it.
  const converted = await page.request.post(`${server.url}/api/v2/tracking/conversion`, {
    headers: { Authorization: `Bearer ${key}` },
    data: { affiliate_slug: "rosa", email: "lena@customer.example", uid: "user-7" },
  });
  expect(converted.status()).toBe(201);

  // The payment: the referral is found while typing, and the commission is said before it is recorded.
  await page.goto(`${server.url}/referrals`);
  await page.getByRole("link", { name: "Record a payment" }).click();
  await page.getByLabel("Who paid").fill("user-7");
  await page.getByRole("option", { name: /lena@customer.example/ }).click();
  await page.getByLabel("Amount", { exact: true }).fill("120.00");
  await page.getByLabel("A subscription").check();
  await page.getByLabel("Subscription id").fill("sub-42");
  await expect(page.getByText("Rosa Keller will earn €24.00")).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  await page.getByRole("button", { name: "Record payment of €120.00" }).click();
  await expect(page.getByText("€24.00")).toBeVisible();
  await expect(page.getByText("Pending", { exact: true }).first()).toBeVisible();
  const payment = page.url();

  // Past the hold the commission is approved, and paid once somebody has seen how much goes to whom.
  await advanceClock(page, server, "30 days");
  await page.goto(`${server.url}/payouts`);
  await expect(page.getByText("Will be paid")).toBeVisible();
  await page.getByRole("button", { name: "Review and pay out" }).click();
  const confirmation = page.getByRole("alertdialog", { name: "Pay out €24.00 to 1 partner?" });
  await expect(confirmation.getByRole("list", { name: "Who is paid" })).toContainText("Rosa Keller");
  await expectWellMade(page, [390, 1440]);
  await confirmation.getByRole("button", { name: "Pay out €24.00" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Payout of/ })).toBeVisible();
  await page.getByRole("button", { name: "CSV for the bank" }).click();
  const download = page.waitForEvent("download");
  await page
    .getByRole("alertdialog", { name: "Make a CSV for the bank?" })
    .getByRole("button", { name: "Download" })
    .click();
  expect((await download).suggestedFilename()).toMatch(/^payout-.*\.csv$/);
  await page.goto(`${server.url}/payouts`);
  await expect(page.getByText("Nothing is due")).toBeVisible();

  // The refund says what it takes back, and the next preview has it.
  await page.goto(payment);
  await page.getByRole("button", { name: "Refund" }).click();
  await expect(page.getByText("€24.00 is clawed back from Rosa Keller")).toBeVisible();
  await page.getByRole("button", { name: "Refund €120.00" }).click();
  await expect(page.getByText("Refunded €120.00")).toBeVisible();
  await page.goto(`${server.url}/payouts`);
  await expect(page.getByText("Carried over: in debt")).toBeVisible();
  await expect(page.getByRole("cell", { name: "-€24.00" }).first()).toBeVisible();

  for (const place of ["/referrals", "/referrals/reports", "/partners", "/commissions", "/payouts"]) {
    await page.goto(`${server.url}${place}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectWellMade(page, [390, 1440]);
  }
});
