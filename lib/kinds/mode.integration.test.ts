import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { back, open, twoProviders } from "@/lib/checkout/hosted/testing";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { forgetConnections } from "@/lib/connectors/connection";
import { createCustomer } from "@/lib/customers/create-customer";
import { pool } from "@/lib/db/pool";
import { newId, spellId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { formatDecimal } from "@/lib/money/decimal";
import { compactPaymentCounts } from "@/lib/payments/compact-payment-counts";
import { getPayment } from "@/lib/payments/get-payment";
import { hasTestsAmongLive } from "@/lib/payments/listing/has-tests-among-live";
import { netMinor } from "@/lib/payments/money-moved";
import { getOverview } from "@/lib/payments/overview";
import { EVERYTHING, type PaymentSearch } from "@/lib/payments/search";
import { searchPayments } from "@/lib/payments/search-payments";
import { getPerson } from "@/lib/people/person";
import { describePayment } from "./describe-payment";
import { exportPayments } from "./export-payments";
import { refundPayment } from "./refund-payment";
import { keyOf } from "./testing-histories/ledger";

const operator = contextOf("operator");
const { first, ids, link, pageOf, paid } = twoProviders();

const setLive = async (live: boolean) => {
  await pool().query("UPDATE connection SET live = $2 WHERE id = ANY ($1)", [Object.values(ids), live]);
  forgetConnections();
};
beforeAll(() => setLive(true));

const modeOf = async (id: string) =>
  describePayment((await getPayment({ ctx: operator, input: { id } })).payment).mode;

async function payByTestCard(made: Awaited<ReturnType<typeof aLink>>) {
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  await payCheckout({ ctx: customerOf(made.id), input: { token: made.token, method } });
}

async function payForReal() {
  const { made } = await paid();
  return made;
}

it("tests among live payments are told to whoever sees some", async () => {
  const { id: merchantId } = await aMerchant();
  const bound = keyOf(merchantId, new Date());
  expect(await hasTestsAmongLive({ ctx: bound })).toBe(false);
  await payByTestCard(await aLink({ merchantId }));
  expect(await hasTestsAmongLive({ ctx: bound })).toBe(true);
  expect(await hasTestsAmongLive({ ctx: operator })).toBe(true);
});

describe("the overview of one mode", () => {
  const fileOf = async (mode: "test" | "not_test") => {
    const input = { search: { ...EVERYTHING, mode }, timeZone: "UTC" };
    const chunks: string[] = [];
    for await (const chunk of await exportPayments({ ctx: operator, input })) chunks.push(chunk);
    const records = parse(chunks.join(""), { columns: true }) as Record<string, string>[];
    return records.map(({ net = "" }) => Number(net)).reduce((sum, net) => sum + net, 0);
  };
  const overviewOf = async (mode: "test" | "not_test" | null, basis: "event" | "payment") => {
    const ctx = contextOf("operator");
    const { currencies } = await getOverview({ ctx, input: { days: 7, timeZone: "UTC", basis, mode } });
    const [only, ...others] = currencies;
    expect(others).toEqual([]);
    return only ? Number(formatDecimal(netMinor(only), only.precision)) : 0;
  };

  it("is what the file and the list of that mode come to, and never both together", async () => {
    const test = await aLink({ merchantId: (await aMerchant()).id });
    await payByTestCard(test);
    const live = await payForReal();
    const refund = { idempotencyKey: newId(), amountMinor: 100n };
    await refundPayment({ ctx: operator, input: { id: test.id, ...refund } });
    await compactPaymentCounts();
    await refundPayment({ ctx: operator, input: { id: live.id, ...refund, amountMinor: 300n } });
    for (const basis of ["event", "payment"] as const) {
      const [tests, real] = [await overviewOf("test", basis), await overviewOf("not_test", basis)];
      expect([tests, real]).toEqual([await fileOf("test"), await fileOf("not_test")]);
      expect([tests > 0, real > 0]).toEqual([true, true]);
      expect(await overviewOf(null, basis)).toBeCloseTo(tests + real, 6);
    }
    const of = async (mode: "test" | "not_test") => {
      const input = { days: 7 as const, timeZone: "UTC", basis: "event" as const, mode };
      const { recent, success } = await getOverview({ ctx: contextOf("operator"), input });
      return { recent: recent.map(({ id }) => id), paid: success.paid };
    };
    const [tests, real] = [await of("test"), await of("not_test")];
    expect(tests.recent).toContain(test.id);
    expect(tests.recent).not.toContain(live.id);
    expect(real.recent).toContain(live.id);
    expect(real.recent).not.toContain(test.id);
    expect([tests.paid > 0, real.paid > 0]).toEqual([true, true]);
    expect(await findViolations()).toEqual([]);
  });
});

it("a person's tests are never summed with what is real", async () => {
  const { id: merchantId } = await aMerchant();
  const { id } = await createCustomer({
    ctx: operator,
    input: { merchantId, name: "Ida Holm", email: "ida@example.com" },
  });
  await payByTestCard(await aLink({ merchantId, customerId: id }));
  await aLink({ merchantId, customerId: id });
  const { totals } = await getPerson({ ctx: operator, input: { type: "customer", id } });
  expect(totals.map(({ test, payments }) => [test, payments])).toEqual([
    [false, 1],
    [true, 1],
  ]);
  await setLive(false);
  const { totals: together } = await getPerson({ ctx: operator, input: { type: "customer", id } });
  expect(together.map(({ test, payments }) => [test, payments])).toEqual([[false, 2]]);
  await setLive(true);
});

describe("what a payment's mode is", () => {
  it("is not said before anybody was asked, and is its connection's from then on", async () => {
    const test = await aLink({ merchantId: (await aMerchant()).id });
    expect(await modeOf(test.id)).toBeNull();
    await payByTestCard(test);
    expect(await modeOf(test.id)).toBe("test");
    const live = await link();
    expect(await modeOf(live.id)).toBeNull();
    await open(live);
    expect(await modeOf(live.id)).toBe("live");
    first.pay(await pageOf(live.id));
    await back(live);
    expect(await modeOf(live.id)).toBe("live");
  });

  it("is said by the list's filter and the file alike", async () => {
    const { id: merchantId } = await aMerchant();
    const [unpaid, test] = [await aLink({ merchantId }), await aLink({ merchantId })];
    await payByTestCard(test);
    const live = await payForReal();
    const { payment } = await getPayment({ ctx: operator, input: { id: live.id } });
    const merchant = [merchantId, payment.merchantId];
    const expected = { test: [test.id], live: [live.id], not_test: [unpaid.id, live.id] } as const;
    for (const mode of ["test", "live", "not_test"] as const) {
      const search: PaymentSearch = { ...EVERYTHING, merchant, mode };
      const { rows } = await searchPayments({ ctx: operator, input: { search, timeZone: "UTC" } });
      const found = rows.map(({ id }) => id);
      for (const id of [unpaid.id, test.id, live.id])
        expect([mode, id, found.includes(id)]).toEqual([
          mode,
          id,
          expected[mode].some((each) => each === id),
        ]);
      const modes = await columnOf(search, "mode");
      expect(found.map((id) => modes.get(spellId("pay", id)))).toEqual(
        rows.map((row) => describePayment(row).mode ?? ""),
      );
    }
  });

  it("is one for good once money has moved: what was real is not charged again in test mode", async () => {
    const made = await payForReal();
    await setLive(false);
    await pool().query("UPDATE payment SET status = 'pending', stage = 'pending' WHERE id = $1", [made.id]);
    await pool().query("UPDATE attempt SET state = 'failed' WHERE payment_id = $1", [made.id]);
    expect(await problemIn(open(made))).toMatchObject({ code: "conflict" });
    await pool().query("UPDATE payment SET status = 'succeeded', stage = 'completed' WHERE id = $1", [
      made.id,
    ]);
    await pool().query("UPDATE attempt SET state = 'succeeded' WHERE payment_id = $1", [made.id]);
    await setLive(true);
  });
});

/** A column of the file, by the payment's id. */
async function columnOf(search: PaymentSearch, column: string): Promise<Map<string, string>> {
  let text = "";
  for await (const chunk of await exportPayments({ ctx: operator, input: { search, timeZone: "UTC" } }))
    text += chunk;
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const at = head.split(",").indexOf(column);
  return new Map(
    lines.map((line) => [line.split(",")[0] ?? "", line.split(",").at(at - head.split(",").length) ?? ""]),
  );
}
