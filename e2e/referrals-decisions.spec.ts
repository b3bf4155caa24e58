import { expectWellMade } from "./console";
import { expect, test } from "./fixtures";
import { aProgramme, choosePayer } from "./referral-programme";

// Each walks through many pages, on machines that may be busy with other things.
test.setTimeout(120_000);

test("an operator approves one commission and rejects another, saying why; a viewer can do neither", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const { partner, name, payers } = await aProgramme(request, apiKey);
  const [ann, ben] = payers;
  const page = await signedIn("operator");
  await page.goto(`/commissions?partner=${partner}`);
  await page.getByRole("checkbox", { name: `Select the commission of ${name} for ${ann}` }).check();
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve 1 commission" }).click();
  await expect(page.getByText("1 approved")).toBeVisible();

  await page.getByRole("checkbox", { name: `Select the commission of ${name} for ${ben}` }).check();
  await page.getByRole("button", { name: "Reject" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Reject 1 commission" }).click();
  await expect(dialog.getByText("Say why.")).toBeVisible();
  await expectWellMade(page, [390, 1440]);
  await dialog.getByLabel("Reason").fill("Paid with a stolen card");
  await dialog.getByRole("button", { name: "Reject 1 commission" }).click();
  await expect(page.getByText("Paid with a stolen card")).toBeVisible();

  const viewer = await signedIn("viewer");
  await viewer.goto(`/commissions?partner=${partner}`);
  await expect(viewer.getByText("Paid with a stolen card")).toBeVisible();
  await expect(viewer.getByRole("checkbox")).toHaveCount(0);
  for (const place of [`/partners/${partner}`, "/referrals", "/payouts"]) {
    await viewer.goto(place);
    await expect(viewer.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(viewer.getByRole("button", { name: /Add|Agree|Terminate|Pay out|Record/ })).toHaveCount(0);
  }
});

test("a form that is sent again, after the way back too, records one payment", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const [uid] = (await aProgramme(request, apiKey)).payers;
  const page = await signedIn("operator");
  await page.goto("/referrals/record");
  const record = async () => {
    await choosePayer(page, uid);
    await page.getByLabel("Amount", { exact: true }).fill("12.50");
    await page.getByLabel("Currency").selectOption("GBP");
    await page.getByRole("button", { name: /Record payment of/ }).click();
    await page.waitForURL(/\/payments\/pay_/);
    return page.url();
  };
  // The key is in the address once the form is shown.
  await page.waitForURL(/[?&]form=/);
  const form = page.url();
  const first = await record();
  await page.goto(form);
  expect(await record()).toBe(first);
});

test("a terminated partnership takes no payment, and the form says so before it is sent", async ({
  signedIn,
  request,
  apiKey,
}) => {
  const { partner, payers } = await aProgramme(request, apiKey);
  const page = await signedIn("operator");
  await page.goto(`/partners/${partner}`);
  await page.getByRole("button", { name: "Terminate" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Terminate the partnership" }).click();
  await expect(page.getByText("Terminated")).toBeVisible();
  await page.goto("/referrals/record");
  await choosePayer(page, payers[0]);
  await expect(page.getByText(/belongs to a terminated partnership/)).toBeVisible();
});
