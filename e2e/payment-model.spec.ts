import type { Locator, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { formatMoney } from "@/lib/money/format";
import { PAYMENT_CATEGORIES, PAYMENT_DIRECTIONS, type PaymentCategory } from "@/lib/payments/category";
import { openPalette } from "./console";
import { expect, test } from "./fixtures";
import { CURRENCY, openDoors, PAYMENT_TYPES } from "./payment-types";

/** What is said beside an amount that does not simply come in. */
const DIRECTIONS = {
  in: "money in",
  out: "money out",
  between: "between accounts",
  unknown: "in or out was not said",
};

/** The overview shows the eight newest payments; the other tests make theirs meanwhile. */
const AT_ONCE = 4;

type FileRecord = Record<string, string>;

test("list, page, overview, palette and file say the same of every type of payment, both ways", async ({
  signedIn,
  merchant,
  apiKey,
  request,
}) => {
  test.slow();
  const page = await signedIn("operator");
  const doors = await openDoors(request, apiKey, merchant.id);
  const found = new Map<PaymentCategory, string>();
  for (let from = 0; from < PAYMENT_CATEGORIES.length; from += AT_ONCE) {
    const categories = PAYMENT_CATEGORIES.slice(from, from + AT_ONCE);
    for (const each of categories) found.set(each, await PAYMENT_TYPES[each].make(doors));
    await test.step(`the overview shows ${categories}`, async () => {
      await page.goto("/");
      const recent = page.getByRole("table", { name: "Recent payments" });
      for (const each of categories) await expect(rowOf(page, recent, each).first()).toBeVisible();
    });
  }
  expect(new Set(PAYMENT_CATEGORIES.map((each) => PAYMENT_TYPES[each].direction))).toEqual(
    new Set(PAYMENT_DIRECTIONS),
  );
  const ids = new Map<PaymentCategory, string>();
  await test.step("the list shows each", async () => {
    await page.goto(`/payments?merchant=${merchant.id}`);
    for (const each of PAYMENT_CATEGORIES) {
      // A programme has two referrals, who paid the same.
      const row = rowOf(page, listOf(page), each).last();
      await expect(row).toBeVisible();
      ids.set(each, (await row.getByRole("link").first().getAttribute("href"))?.split("/").at(-1) ?? "");
    }
  });
  const file = await recordsOf(page, `merchant=${merchant.id}`);
  for (const each of PAYMENT_CATEGORIES) {
    const { direction } = PAYMENT_TYPES[each];
    const record = file.find(({ id }) => id === ids.get(each));
    expect(record).toMatchObject({ type: each, direction, currency: CURRENCY, amount: signed(each) });
    await test.step(`the palette finds the ${each}, and its page says so`, async () => {
      await expectOffered(page, each, found.get(each) ?? "");
      await search(page, found.get(each) ?? "");
      await expect(listOf(page).locator("tbody tr")).toHaveCount(1);
      await expect(rowOf(page, listOf(page), each)).toBeVisible();
      await search(page, ids.get(each) ?? "");
      await page.waitForURL(`**/payments/${ids.get(each)}`);
      await expectPageSays(page, each, record);
    });
  }
  await test.step("the overview sums what the file's payments come to", () => expectSums(page));
});

function listOf(page: Page): Locator {
  return page.getByRole("table", { name: "Payments, newest first" });
}

/** The rows of a table that say what a payment of a type is, how much, and which way. */
function rowOf(page: Page, table: Locator, category: PaymentCategory): Locator {
  const { what, direction } = PAYMENT_TYPES[category];
  const beside = direction === "in" ? "" : ` ${DIRECTIONS[direction]}`;
  return table
    .getByRole("row")
    .filter({ has: page.getByRole("cell", { name: what, exact: true }) })
    .filter({ has: page.getByRole("cell", { name: `${shown(category)}${beside}`, exact: true }) });
}

/** As a file writes it. */
function signed(category: PaymentCategory): string {
  const { amount, direction } = PAYMENT_TYPES[category];
  return direction === "out" ? `-${amount}` : amount;
}

/** As an English reader is shown it. */
function shown(category: PaymentCategory): string {
  const { amount, direction } = PAYMENT_TYPES[category];
  return direction === "out" ? `-A$${amount}` : `A$${amount}`;
}

async function recordsOf(page: Page, query: string): Promise<FileRecord[]> {
  const answer = await page.request.get(`/payments/export?${query}`);
  expect(answer.ok()).toBe(true);
  return parse((await answer.text()).replace("\ufeff", ""), { columns: true });
}

/** Among what is offered while somebody types. */
async function expectOffered(page: Page, category: PaymentCategory, text: string): Promise<void> {
  const { what, direction } = PAYMENT_TYPES[category];
  await (await openPalette(page)).fill(text);
  const offered = page
    .getByRole("option")
    .filter({ hasText: what })
    .filter({ hasText: shown(category) });
  await expect(offered).toHaveCount(1);
  if (direction !== "in") await expect(offered).toContainText(DIRECTIONS[direction]);
  await page.keyboard.press("Escape");
}

async function search(page: Page, text: string): Promise<void> {
  await (await openPalette(page)).fill(text);
  await page.getByRole("option", { name: "Search payments for" }).click();
}

async function expectPageSays(page: Page, category: PaymentCategory, record?: FileRecord): Promise<void> {
  const { what, direction } = PAYMENT_TYPES[category];
  const slip = page.getByRole("region", { name: "Payment", exact: true });
  for (const text of [shown(category), what, DIRECTIONS[direction], record?.party ?? ""])
    await expect(slip).toContainText(text);
  if (direction === "out") await expect(slip).not.toContainText("arrived");
}

async function expectSums(page: Page): Promise<void> {
  await page.goto(`/?currency=${CURRENCY}&days=7`);
  const file = await recordsOf(page, `currency=${CURRENCY}&range=7d`);
  const sums = page.getByLabel("From collected to kept");
  // Until it is shown, what the page has streamed is one text without any spaces.
  await expect(sums).toBeVisible();
  const said = await sums.innerText();
  expect(said.replaceAll(/\s+/g, " ").trim()).toBe(
    [
      `Refunded ${kept(file, ["premium_refund", "reversal"])}`,
      `Paid out ${kept(file, ["claim_payout", "payout"])}`,
      `Net ${kept(file, PAYMENT_CATEGORIES)}`,
    ].join(" "),
  );
  const collected = kept(file, ["checkout", "premium", "referral", "pay_in"]);
  await expect(page.getByRole("main").getByText(collected, { exact: true }).first()).toBeVisible();
}

/** What of the payments of some types is kept, as the overview writes it. */
function kept(file: FileRecord[], categories: readonly PaymentCategory[]): string {
  const of = file.filter(({ type }) => categories.some((each) => each === type));
  const amountMinor = of.reduce((sum, { net = "" }) => sum + BigInt(net.replace(".", "")), 0n);
  return formatMoney({ amountMinor, currency: CURRENCY, precision: 2 }, { locale: "en-GB" });
}
