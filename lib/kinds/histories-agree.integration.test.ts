import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { findViolations } from "@/lib/invariants/find-violations";
import { parseDecimal } from "@/lib/money/decimal";
import { compactPaymentCounts } from "@/lib/payments/compact-payment-counts";
import { getPayment } from "@/lib/payments/get-payment";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import { netMinor, tallyOfHistory } from "@/lib/payments/money-moved";
import { getOverview, OVERVIEW_BASES, type OverviewBasis } from "@/lib/payments/overview";
import { EVERYTHING, type PaymentSearch } from "@/lib/payments/search";
import { searchPayments } from "@/lib/payments/search-payments";
import type { Ctx } from "@/lib/verb/context";
import { describePayment } from "./describe-payment";
import { exportPayments } from "./export-payments";
import { keyOf, Ledger, type Lived, NOW, plan } from "./testing-histories/ledger";
import { mirroredStory } from "./testing-histories/mirrored";
import { checkoutStory, policyStory, referralStory } from "./testing-histories/stories";

const SEED = Number(process.env.HISTORIES_SEED ?? 20_261_129);
const PAYMENTS_OF_EACH = Number(process.env.HISTORIES ?? 25);
const RANGES = 6;
/** The longest that the overview shows: all that happens in the histories is within it. */
const DAYS = 90;
/** Half hours, with a change of clocks and without; a change on another day; none. */
const ZONES = ["UTC", "Europe/London", "Asia/Kolkata", "America/St_Johns"];
const CASES = ZONES.flatMap((zone) => OVERVIEW_BASES.map((basis) => [zone, basis] as const));

/** Sums by currency, or by currency and day, in millionths; what is nothing is left out. */
type Sums = Record<string, bigint>;

function summed(entries: readonly (readonly [key: string, minor: bigint, precision: number])[]): Sums {
  const sums: Sums = {};
  for (const [key, minor, precision] of entries)
    sums[key] = (sums[key] ?? 0n) + minor * 10n ** BigInt(6 - precision);
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0n));
}

describe(`random histories over every kind of payment (HISTORIES_SEED=${SEED})`, () => {
  const ledger = new Ledger();
  const merchants: string[] = [];
  beforeAll(async () => {
    const stories = await Promise.all([checkoutStory(), policyStory(), referralStory(), mirroredStory()]);
    const plans = fc.sample(plan, { numRuns: PAYMENTS_OF_EACH * stories.length, seed: SEED });
    for (const [index, each] of plans.entries()) {
      await stories[index % stories.length]?.(ledger, each);
      // Some sums are put together by then, some are not.
      if (index === plans.length / 2) await compactPaymentCounts();
    }
    merchants.push(...new Set(ledger.payments.map(({ merchantId }) => merchantId)));
  }, 60_000);

  it("are of all kinds and directions, and few of their steps are refused", () => {
    expect(merchants).toHaveLength(4);
    expect(new Set(ledger.payments.map(({ direction }) => direction))).toEqual(
      new Set(["in", "out", "between", "unknown"]),
    );
    expect(ledger.refused).toBeLessThan(ledger.payments.length / 4);
  });

  it("leave the database of one mind about sums, columns and histories", async () => {
    expect(await findViolations()).toEqual([]);
  });

  it("fold, step by step, to what each story says", async () => {
    const kept = ledger.payments.map(({ id, steps }) => [id, byTime(steps)]);
    expect(Object.fromEntries(await Promise.all(ledger.payments.map(folded)))).toEqual(
      Object.fromEntries(kept),
    );
  });

  it.each(CASES)(
    "in %s, by %s, are in the overview on their days, of all merchants and of each",
    async (zone, basis) => {
      for (const merchantId of [null, ...merchants]) {
        const days = await overviewDays(merchantId, zone, basis);
        expect(days).toEqual(summed(ledgerDays(ofMerchant(ledger.payments, merchantId), zone, basis)));
      }
    },
  );

  it.each(ZONES)("in %s, are in any range's list, file and overview the same", async (timeZone) => {
    const dayOf = dayIn(timeZone);
    const ranges = fc.sample(rangeOf(merchants), { numRuns: RANGES, seed: SEED });
    for (const { from, to, merchant, direction, currency } of ranges) {
      const search: PaymentSearch = { ...EVERYTHING, from, to, ...(merchant && { merchant: [merchant] }) };
      const narrow: PaymentSearch = {
        ...search,
        ...(direction && { direction: [direction] }),
        ...(currency && { currency: [currency] }),
      };
      const within = ofMerchant(ledger.payments, merchant).filter(({ createdAt }) => {
        const day = dayOf(createdAt);
        return day >= from && day <= to;
      });
      const overview = Object.entries(await overviewDays(merchant, timeZone, "payment")).filter(
        ([key]) => key.slice(4) >= from && key.slice(4) <= to,
      );
      const whole = summed(
        within.map(({ currency, precision, steps }) => [currency, sumOf(steps), precision]),
      );
      expect(summed(overview.map(([key, sum]) => [key.slice(0, 3), sum, 6]))).toEqual(whole);

      const narrowed = within.filter(
        (each) => (!direction || each.direction === direction) && (!currency || each.currency === currency),
      );
      const expected = {
        count: narrowed.length,
        sums: summed(
          narrowed.map((each) => [`${each.direction} ${each.currency}`, sumOf(each.steps), each.precision]),
        ),
      };
      expect(await listed(narrow, timeZone)).toEqual(expected);
      expect(await filed(narrow, timeZone)).toEqual(expected);
    }
  });

  it("are the same once all sums are put together", async () => {
    const before = await overviewDays(null, "America/St_Johns", "event");
    await compactPaymentCounts();
    expect(await overviewDays(null, "America/St_Johns", "event")).toEqual(before);
  });
});

function ofMerchant(payments: readonly Lived[], merchantId: string | null): readonly Lived[] {
  return payments.filter((each) => merchantId === null || each.merchantId === merchantId);
}

function sumOf(steps: Lived["steps"]): bigint {
  return steps.reduce((sum, { netMinor }) => sum + netMinor, 0n);
}

function byTime(steps: Lived["steps"]): Sums {
  return summed(steps.map(({ at, netMinor }) => [at.toISOString(), netMinor, 6]));
}

/** What a payment's history adds to what is kept of it, by the time it happened. */
async function folded({ id }: Lived): Promise<[string, Sums]> {
  const { payment, adjustments } = await getPayment({ ctx: contextOf("viewer", NOW), input: { id } });
  const tally = tallyOfHistory(payment, payment, adjustments, KIND_RULES[payment.kind].statusRule);
  const steps = tally.map((each, index) => {
    const netMinor =
      BigInt(each.collected_minor) -
      BigInt(each.refunded_minor) -
      BigInt(each.disputed_minor) -
      BigInt(each.returned_minor) -
      BigInt(each.paid_out_minor);
    return { at: adjustments[index]?.occurredAt ?? NOW, netMinor };
  });
  return [id, byTime(steps)];
}

function dayIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  return (at) => format.format(at);
}

function ledgerDays(payments: readonly Lived[], timeZone: string, basis: OverviewBasis) {
  const dayOf = dayIn(timeZone);
  return payments.flatMap(({ currency, precision, createdAt, steps }) =>
    steps.map(({ at, netMinor }) => {
      const day = dayOf(basis === "event" ? at : createdAt);
      return [`${currency} ${day}`, netMinor, precision] as const;
    }),
  );
}

/** Whoever reads: of one merchant, or of all. */
function reader(merchantId: string | null): Ctx {
  return merchantId === null ? contextOf("operator", NOW) : keyOf(merchantId, NOW);
}

async function overviewDays(
  merchantId: string | null,
  timeZone: string,
  basis: OverviewBasis,
): Promise<Sums> {
  const input = { days: DAYS, timeZone, basis } as const;
  const { currencies } = await getOverview({ ctx: reader(merchantId), input });
  return summed(
    currencies.flatMap(({ currency, precision, days }) =>
      days.map((day) => [`${currency} ${day.day}`, netMinor(day), precision] as const),
    ),
  );
}

/** What the pages of a list come to, by direction and currency. */
async function listed(search: PaymentSearch, timeZone: string) {
  const ctx = contextOf("operator", NOW);
  const entries: [string, bigint, number][] = [];
  let count = 0;
  let older: string | null | undefined;
  do {
    const page = await searchPayments({
      ctx,
      input: { search: { ...search, ...(older && { older }) }, timeZone },
    });
    count ||= page.count.value;
    for (const row of page.rows) {
      const { direction } = describePayment(row);
      entries.push([`${direction} ${row.currency}`, netMinor(row), row.precision]);
    }
    older = page.older;
  } while (older);
  expect(entries).toHaveLength(count);
  return { count, sums: summed(entries) };
}

/** And what the file of it comes to. */
async function filed(search: PaymentSearch, timeZone: string) {
  const chunks: string[] = [];
  const file = await exportPayments({ ctx: contextOf("operator", NOW), input: { search, timeZone } });
  for await (const chunk of file) chunks.push(chunk);
  const records = parse(chunks.join(""), { columns: true, bom: true }) as Record<string, string>[];
  const entries = records.map((record) => {
    const net = millionthsOf(record.net);
    const left = ["refunded", "disputed", "returned", "paid_out"].map((column) =>
      millionthsOf(record[column]),
    );
    expect(left.reduce((sum, each) => sum - each, millionthsOf(record.collected))).toBe(net);
    return [`${record.direction} ${record.currency}`, net, 6] as const;
  });
  return { count: records.length, sums: summed(entries) };
}

function millionthsOf(text = ""): bigint {
  const millionths = parseDecimal(text.replace("-", ""), 6);
  if (millionths === null) throw new Error(`${text} is no amount`);
  return text.startsWith("-") ? -millionths : millionths;
}

/** A range of days that begins and ends near the ends of months, of whichever payments. */
function rangeOf(merchants: readonly string[]) {
  const day = fc.constantFrom(
    "01-30",
    "01-31",
    "02-01",
    "02-02",
    "02-27",
    "02-28",
    "03-01",
    "03-31",
    "04-01",
  );
  return fc
    .record({
      days: fc.tuple(day, day).map((days) => days.map((each) => `2026-${each}`).sort()),
      merchant: fc.option(fc.constantFrom(...merchants)),
      direction: fc.option(fc.constantFrom("in" as const, "out" as const, "between" as const)),
      currency: fc.option(fc.constantFrom("EUR", "GBP", "USD", "ZAR", "JPY", "KWD")),
    })
    .map(({ days: [from = "", to = ""], ...rest }) => ({ from, to, ...rest }));
}
