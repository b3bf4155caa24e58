import type { APIRequestContext } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { aConnector } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";
import { newLink } from "./checkout";
import { openPalette } from "./console";
import { expect, test } from "./fixtures";
import { aPolicy } from "./policies";
import { aProgramme } from "./referral-programme";

interface Expected {
  /** The payment's id, in the spelling of its door. */
  id: string;
  what: string;
  /** As the list and the page write it, to an English reader. */
  amount: string;
  type: string;
  direction: "in" | "out" | "between" | "unknown";
  /** As the file writes it. */
  plain: string;
}

/** One payment of every type of every kind, both ways: what each screen and the file must say of it. */
async function onePaymentOfEach(
  request: APIRequestContext,
  apiKey: string,
  merchantId: string,
): Promise<Expected[]> {
  const link = await newLink(request, apiKey);
  const policy = await aPolicy(merchantId);
  const ofPolicy = async (payment_type: string, more: object) => {
    const answer = await request.post(`/v1/insurance/policies/${policy.id}/payments`, {
      headers: { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}` },
      data: {
        status: "successful",
        payment_method_id: policy.methodId,
        payment_type,
        payment_date: "2026-11-01T00:00:00.000Z",
        finalized_at: "2026-11-02T08:00:00.000Z",
        collection_type: "debit_order_two_day",
        amount: 1_800,
        description: "November",
        ...more,
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { payment_id: string }).payment_id;
  };
  const connectorID = await aConnector();
  const mirrored = async (type: string) => {
    const answer = await request.post("/api/payments/payments", {
      headers: { authorization: `Bearer ${apiKey}` },
      data: {
        ...{
          reference: `ref-${newId()}`,
          connectorID,
          createdAt: new Date().toISOString(),
          type,
          amount: 1_340,
        },
        ...{ asset: "GBP/2", scheme: "visa", status: "SUCCEEDED" },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { data: { reference: string } }).data.reference;
  };
  const { payers } = await aProgramme(request, apiKey);
  const [premium, out, given] = [
    { amount: "£18.00", plain: "18.00", direction: "in" },
    { amount: "-£18.00", plain: "-18.00", direction: "out" },
    { amount: "-£13.40", plain: "-13.40", direction: "out" },
  ] as const;
  const neither = { amount: "£13.40", plain: "13.40" };
  return [
    { id: link.id, what: "Checkout", type: "checkout", direction: "in", amount: "£49.00", plain: "49.00" },
    {
      ...{ id: await ofPolicy("premium", { premium_type: "recurring" }), what: "Premium", type: "premium" },
      ...premium,
    },
    { id: await ofPolicy("claim_payout", {}), what: "Claim payout", type: "claim_payout", ...out },
    {
      ...{
        id: await ofPolicy("premium_refund", { amount: -1_800 }),
        what: "Premium refund",
        type: "premium_refund",
      },
      ...out,
    },
    {
      ...{ id: await ofPolicy("reversal", { amount: -1_800, premium_type: "recurring" }), what: "Reversal" },
      ...{ type: "reversal", ...out },
    },
    {
      ...{
        id: await ofPolicy("other", {}),
        what: "Other policy payment",
        type: "other",
        direction: "unknown",
      },
      ...{ amount: "£18.00", plain: "18.00" },
    },
    {
      ...{
        id: payers[0],
        what: "Referral payment",
        type: "referral",
        direction: "in",
        amount: "£50.00",
        plain: "50.00",
      },
    },
    { id: await mirrored("PAY-IN"), what: "Provider’s payment", type: "pay_in", direction: "in", ...neither },
    { id: await mirrored("PAYOUT"), what: "Provider’s payout", type: "payout", ...given },
    {
      id: await mirrored("TRANSFER"),
      what: "Provider’s transfer",
      type: "transfer",
      direction: "between",
      ...neither,
    },
    {
      id: await mirrored("OTHER"),
      what: "Provider’s other payment",
      type: "unknown",
      direction: "unknown",
      ...neither,
    },
  ];
}

const DIRECTIONS = {
  in: "paid in",
  out: "paid out",
  between: "between accounts",
  unknown: "in or out was not said",
};

test("list, page, palette and file say the same of every type of payment, both ways", async ({
  signedIn,
  merchant,
  apiKey,
  request,
}) => {
  test.slow();
  const page = await signedIn("operator");
  const payments = await onePaymentOfEach(request, apiKey, merchant.id);
  const list = `/payments?merchant=${merchant.id}`;
  const file = await page.request.get(`/payments/export?merchant=${merchant.id}`);
  const records = parse((await file.text()).replace("\ufeff", ""), { columns: true }) as Record<
    string,
    string
  >[];
  for (const { id, what, amount, type, direction, plain } of payments) {
    await test.step(what, async () => {
      await page.goto(list);
      const rows = page.getByRole("table", { name: "Payments, newest first" }).getByRole("row");
      const row = rows.filter({ has: page.getByRole("cell", { name: what, exact: true }) }).first();
      await expect(row).toContainText(amount);
      const record = records.find((each) => each.type === type);
      expect(record).toMatchObject({ type, direction, amount: plain });
      await row.getByRole("link").first().click();
      await page.waitForURL(/\/payments\/pay_/);
      const slip = page.getByRole("region", { name: "Payment", exact: true });
      await expect(slip).toContainText(amount);
      await expect(slip).toContainText(what);
      await expect(slip).toContainText(DIRECTIONS[direction]);
      if (direction === "out") await expect(slip).not.toContainText("arrived");
      if (!/^(pay_|[0-9a-f-]{36}$)/.test(id)) return;
      const address = page.url();
      await page.goto("/payouts");
      await (await openPalette(page)).fill(id);
      await page.getByRole("option", { name: "Search payments for" }).click();
      await page.waitForURL(address);
      await expect(slip).toContainText(amount);
    });
  }
});

test("the overview shows the newest payments as the list does", async ({
  signedIn,
  merchant,
  apiKey,
  request,
}) => {
  const policy = await aPolicy(merchant.id);
  const answer = await request.post(`/v1/insurance/policies/${policy.id}/payments`, {
    headers: { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}` },
    data: {
      ...{ status: "successful", payment_method_id: policy.methodId, payment_type: "claim_payout" },
      ...{ payment_date: "2026-11-01T00:00:00.000Z", finalized_at: "2026-11-02T08:00:00.000Z" },
      ...{ collection_type: "other", description: "Claim", amount: 2_718_281 },
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const page = await signedIn("operator");
  await page.goto("/");
  const row = page
    .getByRole("table", { name: "Recent payments" })
    .locator("tbody tr", { hasText: "-£27,182.81" });
  await expect(row).toContainText("Claim payout");
  await expect(row).toContainText("Thandi Nkosi");
});
