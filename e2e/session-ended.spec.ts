import type { Page } from "@playwright/test";
import { newPerson, PASSWORD, type TestPerson } from "@/lib/auth/testing/people";
import { runUnprepared } from "@/lib/db/sql";
import { newId, readId } from "@/lib/ids";
import type { Role } from "@/lib/verb/permissions";
import { newLink } from "./checkout";
import { paidPayment } from "./console";
import { cookiesOfPerson, expect, test } from "./fixtures";

// Every other form is tried by lost-answers.spec.ts.
test("a page form whose session ended is sent once after signing in over it", async ({ page, merchant }) => {
  const person = await newPerson("operator");
  await enter(page, person);
  await page.goto("/customers/new", { waitUntil: "networkidle" });
  const email = `${newId()}@example.com`;
  await page.getByLabel("Merchant").selectOption({ label: merchant.name });
  await page.getByLabel("Name", { exact: true }).fill("Ida Lind");
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await endSessionsOf(person);
  const send = page.getByRole("button", { name: "Add the customer" });
  await send.click();
  await signInOver(page, person);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ida Lind");
  await expect(page.getByLabel("E-mail", { exact: true })).toHaveValue(email);
  expect(await customersWith(email)).toBe(0);
  await send.click();
  await expect.poll(() => customersWith(email)).toBe(1);
});

test("a dialog whose session ended stays open beneath signing in, and is sent once", async ({
  page,
  request,
  apiKey,
  consoleErrors,
}) => {
  const person = await newPerson("operator");
  await enter(page, person);
  const { id } = await newLink(request, apiKey);
  await page.goto(`/checkout-links/${id}`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: /^Cancel/ }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("textbox").fill("Ordered twice");
  await endSessionsOf(person);
  const send = dialog.getByRole("button", { name: /^Cancel/ });
  await send.click();
  await signInOver(page, person);
  await expect(dialog.getByRole("textbox")).toHaveValue("Ordered twice");
  await send.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Cancelled").first()).toBeVisible();
  // Where an event came meanwhile, the page has asked whether it may still follow, and the browser noted the 401.
  const others = consoleErrors.filter((error) => !/ 401 .*\/api\/live\//.test(error));
  consoleErrors.splice(0, consoleErrors.length, ...others);
});

test("what one person typed about money is not sent in the name of another who signed in beside it", async ({
  page,
  browser,
  request,
  apiKey,
}) => {
  const [first, second] = [await named("Ada Holm"), await named("Bo Lind")];
  const customer = await browser.newPage({ baseURL: process.env.PUBLIC_URL ?? "" });
  const { id } = await paidPayment(customer, request, apiKey);
  await customer.close();
  await enter(page, first);
  await page.goto(`/payments/${id}`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Refund", exact: true }).click();
  await page.getByLabel("Amount in GBP").fill("9");
  const send = page.getByRole("button", { name: "Refund £9.00" });
  await page.context().clearCookies();
  await enter(page, second);
  await send.click();
  const told = page.getByRole("alertdialog", { name: `${second.name} is signed in` });
  await expect(told).toContainText(`opened by ${first.name}`);
  expect(await refundsOf(id)).toEqual([]);
  await told.getByRole("button", { name: `Sign in as ${first.name}` }).click();
  await signInOver(page, first);
  await expect(page.getByLabel("Amount in GBP")).toHaveValue("9");
  await send.click();
  await expect(page.getByText(/£40\.00 is left/).first()).toBeVisible();
  expect(await refundsOf(id)).toEqual([first.id]);
});

test("whoever has been told that they are somebody else may go on as they are", async ({
  page,
  merchant,
}) => {
  const [first, second] = [await named("Ada Holm"), await named("Bo Lind")];
  await enter(page, first);
  await page.goto("/customers/new", { waitUntil: "networkidle" });
  const email = `${newId()}@example.com`;
  await page.getByLabel("Merchant").selectOption({ label: merchant.name });
  await page.getByLabel("Name", { exact: true }).fill("Ida Lind");
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.context().clearCookies();
  await enter(page, second);
  const send = page.getByRole("button", { name: "Add the customer" });
  await send.click();
  await page.getByRole("button", { name: `Go on as ${second.name}` }).click();
  expect(await customersWith(email)).toBe(0);
  await send.click();
  await expect.poll(() => customersWith(email)).toBe(1);
});

test("a query that is refused because the session ended takes nothing typed with it", async ({
  page,
  consoleErrors,
}) => {
  const person = await newPerson("operator");
  await enter(page, person);
  await page.goto("/referrals/record", { waitUntil: "networkidle" });
  const amount = page.getByLabel("Amount", { exact: true });
  await amount.fill("49.00");
  await endSessionsOf(person);
  await page.getByLabel("Who paid").fill("ida");
  await signInOver(page, person);
  // The browser notes the 401 that was asked for.
  consoleErrors.splice(0);
  await expect(amount).toHaveValue("49.00");
  await expect(page.getByLabel("Who paid")).toHaveValue("ida");
});

test("over the page of one person another signs in: they are told so, and see nothing that was the first one's", async ({
  page,
  merchant,
}) => {
  const [first, second] = [await named("Ada Holm", "admin"), await named("Bo Lind", "operator")];
  await enter(page, first);
  await page.goto("/settings/keys", { waitUntil: "networkidle" });
  const menu = (name: string) => page.getByRole("button", { name: `Account of ${name}` });
  await expect(menu(first.name)).toBeVisible();
  await page.getByRole("link", { name: "Customers", exact: true }).first().click();
  await page.getByRole("link", { name: "New customer" }).first().click();
  const name = page.getByLabel("Name", { exact: true });
  await page.getByLabel("Merchant").selectOption({ label: merchant.name });
  await name.fill("Ida Lind");
  await page.getByLabel("E-mail", { exact: true }).fill(`${newId()}@example.com`);
  await endSessionsOf(first);
  await page.getByRole("button", { name: "Add the customer" }).click();
  await signInOver(page, second);
  await expect(page.getByText("You are signed in again")).toBeHidden();
  const told = page.getByRole("alertdialog", { name: `${second.name} is signed in` });
  await expect(told).toContainText(`opened by ${first.name}`);
  await expect(name).toHaveValue("Ida Lind");
  await told.getByRole("button", { name: `Go on as ${second.name}` }).click();
  await expect(menu(second.name)).toBeVisible();
  await expect(menu(first.name)).toHaveCount(0);
  await expect(page.getByRole("link", { name: "API keys" })).toHaveCount(0);
  await expect(name).toHaveValue("Ida Lind");
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "That page is not open to you" })).toBeVisible();
});

async function named(name: string, role: Role = "operator"): Promise<TestPerson & { name: string }> {
  const person = await newPerson(role);
  await runUnprepared(`UPDATE "user" SET name = $2 WHERE id = $1`, [person.id, name]);
  return { ...person, name };
}

async function enter(page: Page, person: TestPerson): Promise<void> {
  await page.context().addCookies(await cookiesOfPerson(person, process.env.PUBLIC_URL ?? ""));
}

async function endSessionsOf({ id }: TestPerson): Promise<void> {
  await runUnprepared("DELETE FROM session WHERE user_id = $1", [id]);
}

async function signInOver(page: Page, person: TestPerson): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("E-mail").fill(person.email);
  await dialog.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
}

async function customersWith(email: string): Promise<number> {
  const [row] = await runUnprepared<{ n: number }>(
    "SELECT count(*)::int AS n FROM customer WHERE email = $1",
    [email],
  );
  return row?.n ?? 0;
}

/** Who refunded a payment, once for each refund. */
async function refundsOf(id: string): Promise<string[]> {
  const rows = await runUnprepared<{ actor: string }>(
    "SELECT actor_id AS actor FROM audit_entry WHERE action = 'payment.refunded' AND object_id = $1 AND actor_type = 'user'",
    [readId("pay", id) ?? id],
  );
  return rows.map(({ actor }) => actor);
}
