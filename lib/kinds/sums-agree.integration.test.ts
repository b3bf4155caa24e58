import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { formatDecimal, parseDecimal } from "@/lib/money/decimal";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type CoreType, PAYMENT_CATEGORIES, type PaymentCategory } from "@/lib/payments/category";
import { compactPaymentCounts } from "@/lib/payments/compact-payment-counts";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { lockPayment } from "@/lib/payments/lock-payment";
import { netMinor } from "@/lib/payments/money-moved";
import { getOverview, OVERVIEW_BASES, type OverviewBasis } from "@/lib/payments/overview";
import { BUILT_IN_CONNECTORS, recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import { searchPayments } from "@/lib/payments/search-payments";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import { exportPayments } from "./export-payments";

// Over the ends of months, a change of clocks and a leap of the calendar in none of them.
const NOW = new Date("2026-04-01T13:20:00Z");
const DAYS = 90;
const ZONES = ["UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia"];
const PAYMENTS = 120;
const CURRENCIES = [
  ["GBP", 2],
  ["JPY", 0],
  ["KWD", 3],
] as const;
const TYPES: Partial<Record<PaymentCategory, CoreType>> = {
  claim_payout: "PAYOUT",
  premium_refund: "PAYOUT",
  reversal: "PAYOUT",
  payout: "PAYOUT",
  transfer: "TRANSFER",
  other: "OTHER",
  unknown: "UNKNOWN",
};

const at = fc
  .integer({ min: 0, max: DAYS * 96 })
  .map((quarters) => new Date(NOW.getTime() - quarters * 900_000));
const planned = fc.record({
  category: fc.constantFrom(...PAYMENT_CATEGORIES),
  money: fc.constantFrom(...CURRENCIES),
  amountMinor: fc.bigInt({ min: 1n, max: 100_000n }),
  status: fc.constantFrom(...PAYMENT_STATUSES),
  createdAt: at,
  changes: fc.array(
    fc.record({ status: fc.constantFrom(...PAYMENT_STATUSES), share: fc.integer({ min: 0, max: 3 }), at }),
    { maxLength: 4 },
  ),
});
type Planned = typeof planned extends fc.Arbitrary<infer Value> ? Value : never;

describe("random histories of whatever may happen to a payment", () => {
  let merchantId = "";
  beforeAll(async () => {
    merchantId = (await aMerchant()).id;
    const plans = fc.sample(planned, { numRuns: PAYMENTS, seed: 20261128 });
    for (const [index, plan] of plans.entries()) {
      await live(merchantId, plan);
      // Some are put together by then, some are not.
      if (index === PAYMENTS / 2) await compactPaymentCounts();
    }
  }, 60_000);

  it("leave the sums, the payments and their histories of one mind", async () => {
    expect(await findViolations()).toEqual([]);
  });

  it.each(ZONES.flatMap((zone) => OVERVIEW_BASES.map((basis) => [zone, basis] as const)))(
    "in %s, by %s, the overview's days are those of the histories",
    async (timeZone, basis) => {
      const { currencies } = await getOverview({
        ctx: contextOf("operator", NOW),
        input: { days: DAYS, timeZone, basis },
      });
      const shown = currencies.flatMap(({ currency, precision, days }) =>
        days.flatMap((day) => {
          const net = netMinor(day);
          return net === 0n ? [] : [[`${currency} ${day.day}`, formatDecimal(net, precision)] as const];
        }),
      );
      const expected = await netByDay(merchantId, timeZone, basis);
      const first = currencies[0]?.days[0]?.day ?? "";
      for (const [key] of expected) if ((key.split(" ")[1] ?? "") < first) expected.delete(key);
      expect(Object.fromEntries(shown.map(([key, net]) => [key, trimmed(net)]))).toEqual(
        Object.fromEntries([...expected].filter(([, net]) => net !== "0")),
      );
    },
  );

  it.each(ZONES)(
    "in %s, any month's file and list come to what the overview says of its payments",
    async (timeZone) => {
      for (const [from, to] of [
        ["2026-01-31", "2026-02-28"],
        ["2026-03-01", "2026-03-31"],
      ]) {
        const { search } = parsePaymentSearch(new URLSearchParams({ from: from ?? "", to: to ?? "" }));
        const ctx = contextOf("operator", NOW);
        const chunks: string[] = [];
        for await (const chunk of await exportPayments({ ctx, input: { search, timeZone } }))
          chunks.push(chunk);
        const records = parse(chunks.join(""), { columns: true }) as Record<string, string>[];
        const { count } = await searchPayments({ ctx, input: { search, timeZone } });
        expect(records).toHaveLength(count.value);
        const { currencies } = await getOverview({ ctx, input: { days: DAYS, timeZone, basis: "payment" } });
        for (const { currency, precision, days } of currencies) {
          const overview = days
            .filter(({ day }) => day >= (from ?? "") && day <= (to ?? ""))
            .reduce((sum, day) => sum + netMinor(day), 0n);
          const file = records
            .filter((record) => record.currency === currency)
            .reduce((sum, { net }) => sum + signed(net ?? "0", precision), 0n);
          expect([currency, file]).toEqual([currency, overview]);
        }
      }
    },
  );
});

/** What every payment of a merchant is worth to it, by day, worked out from the tallies' own source: the histories. */
async function netByDay(
  merchantId: string,
  timeZone: string,
  basis: OverviewBasis,
): Promise<Map<string, string>> {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  const sums = new Map<string, bigint>();
  for (const { currency, precision, createdAt, steps } of LIVED.get(merchantId) ?? []) {
    for (const { at, netMinor } of steps) {
      const key = `${currency} ${day.format(basis === "event" ? at : createdAt)}`;
      sums.set(key, (sums.get(key) ?? 0n) + netMinor * 10n ** BigInt(6 - precision));
    }
  }
  return new Map(Array.from(sums, ([key, sum]) => [key, trimmed(formatDecimal(sum, 6))]));
}

interface Lived {
  currency: string;
  precision: number;
  createdAt: Date;
  steps: { at: Date; netMinor: bigint }[];
}
const LIVED = new Map<string, Lived[]>();

/** Records a payment and what becomes of it, noting what each step made of what is kept. */
async function live(merchantId: string, plan: Planned): Promise<void> {
  const id = newId();
  const [currency, precision] = plan.money;
  const ctx = contextOf("operator", NOW);
  const earliest = plan.changes.reduce((min, { at }) => (at < min ? at : min), plan.createdAt);
  const createdAt = earliest;
  await recordPayments(ctx, recordStatement(), [
    {
      ...{ id, kind: "connected", merchantId, connectorId: BUILT_IN_CONNECTORS.referral, reference: id },
      ...{
        type: TYPES[plan.category] ?? "PAY-IN",
        category: plan.category,
        scheme: "unknown",
        currency,
        precision,
      },
      ...{ amountMinor: plan.amountMinor, status: plan.status, occurredAt: createdAt, failureCode: null },
      ...{ customerId: null, merchantReference: null, description: null, idempotencyKey: null, metadata: {} },
      ...{ search: [], reason: null, raw: {}, detail: {} },
    },
  ]);
  const lived: Lived = { currency, precision, createdAt, steps: [] };
  LIVED.set(merchantId, [...(LIVED.get(merchantId) ?? []), lived]);
  let before = 0n;
  const note = async (at: Date) => {
    const net = await transaction(async (tx) => {
      const locked = await lockPayment(tx, id);
      return locked ? netMinor(locked.payment) : 0n;
    });
    lived.steps.push({ at, netMinor: net - before });
    before = net;
  };
  await note(createdAt);
  for (const { status, share, at } of plan.changes) {
    await transaction(async (tx) => {
      const locked = await lockPayment(tx, id);
      if (!locked) throw new Error("The payment is not there");
      const amountMinor = (locked.payment.amountMinor * BigInt(share)) / 4n;
      await appendAdjustment(tx, ctx, locked, {
        ...{
          status,
          happened: true,
          occurred: { occurredAt: at, occurredNanos: 0 },
          action: "payment.adjusted",
        },
        ...(share > 0 && { amountMinor }),
      });
    });
    await note(at);
  }
}

function trimmed(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

function signed(decimal: string, precision: number): bigint {
  const digits = decimal.replace("-", "");
  const minor = parseDecimal(digits, precision);
  if (minor === null) throw new Error(`${decimal} is no amount`);
  return decimal.startsWith("-") ? -minor : minor;
}
