import { z } from "zod";
import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import {
  OVERVIEW_ATTENTION,
  type OverviewAttentionRow,
} from "@/lib/generated/sql/payments/overview-attention";
import { OVERVIEW_BY_DAY, type OverviewByDayRow } from "@/lib/generated/sql/payments/overview-by-day";
import { OVERVIEW_FAILURES } from "@/lib/generated/sql/payments/overview-failures";
import { OVERVIEW_RECENT } from "@/lib/generated/sql/payments/overview-recent";
import { type Amount, fromSum, inPrecision, precisionFor } from "@/lib/money/amount";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import type { Payment } from "./payment";

/** The ranges the overview can show, in days, today included. */
export const OVERVIEW_DAYS = [7, 30, 90] as const;
export type OverviewDays = (typeof OVERVIEW_DAYS)[number];

/** Counts of what needs a person stop here, and say so. */
export const ATTENTION_COUNT_MAX = 999;

/** How long an attempt may be without an outcome before a person should look. */
export const UNKNOWN_PATIENCE_MS = 5 * 60_000;

const RECENT_PAYMENTS = 8;

export const GetOverview = z.object({
  days: z.literal(OVERVIEW_DAYS),
  /** Where a day begins: the reader's zone. */
  timeZone: z.string(),
});
export type GetOverview = z.infer<typeof GetOverview>;

/** What happened in one currency, all of it counted with `precision` decimals. */
export interface CurrencyOverview {
  currency: string;
  precision: number;
  collectedMinor: bigint;
  refundedMinor: bigint;
  /** Collected in as many days before. */
  collectedBeforeMinor: bigint;
  days: { day: string; collectedMinor: bigint; refundedMinor: bigint; payments: number }[];
}

/** `tried` are the payments somebody tried to pay and that came to an end, or were declined at least once. */
export interface SuccessRate {
  paid: number;
  tried: number;
}

export type AttentionReason = OverviewAttentionRow["reason"];

export interface Overview {
  currencies: CurrencyOverview[];
  success: SuccessRate;
  successBefore: SuccessRate;
  /** Failed charge attempts by decline code, most first. */
  failures: { code: string; attempts: number }[];
  /** Only what there is something of; a count above ATTENTION_COUNT_MAX is capped to one more. */
  attention: { reason: AttentionReason; count: number }[];
  recent: Payment[];
}

/** Volume, success, failures and what needs a person, over whole days of the reader's zone up to now. */
export async function getOverview({ ctx, input }: { ctx: Ctx; input: GetOverview }): Promise<Overview> {
  authorize(ctx, "payments:read");
  const merchantId = merchantBound(ctx.actor);
  const range = { now: ctx.now, ...input, merchantId };
  const startedBefore = new Date(ctx.now.getTime() - UNKNOWN_PATIENCE_MS);
  const [days, failures, attention, recent] = await Promise.all([
    query(OVERVIEW_BY_DAY, range),
    query(OVERVIEW_FAILURES, range),
    query(OVERVIEW_ATTENTION, { limit: ATTENTION_COUNT_MAX + 1, startedBefore, merchantId }),
    query(OVERVIEW_RECENT, { limit: RECENT_PAYMENTS, merchantId }),
  ]);
  const calendar = lastDays(ctx.now, input);
  return {
    currencies: byCurrency(days, calendar),
    success: rate(days.filter((row) => !row.before)),
    successBefore: rate(days.filter((row) => row.before)),
    failures,
    attention: attention.filter(({ count }) => count > 0),
    recent,
  };
}

/** One day, in one currency and precision. `before` marks the range the present one is compared with. */
type DayRow = OverviewByDayRow;

function byCurrency(rows: readonly DayRow[], calendar: readonly string[]): CurrencyOverview[] {
  const currencies = new Set(rows.map((row) => row.currency));
  const all = Array.from(currencies, (currency) =>
    toCurrency(
      currency,
      rows.filter((row) => row.currency === currency),
      calendar,
    ),
  );
  return all.filter((each) => each.days.some(({ payments }) => payments > 0)).sort(byPayments);
}

function toCurrency(
  currency: string,
  rows: readonly DayRow[],
  calendar: readonly string[],
): CurrencyOverview {
  const precision = precisionFor(rows.flatMap((row) => [collected(row), refunded(row)]));
  const sum = (some: readonly DayRow[], amount: (row: DayRow) => Amount) =>
    some.reduce((total, row) => total + inPrecision(amount(row), precision).amountMinor, 0n);
  const now = rows.filter((row) => !row.before);
  const before = rows.filter((row) => row.before);
  return {
    currency,
    precision,
    collectedMinor: sum(now, collected),
    refundedMinor: sum(now, refunded),
    collectedBeforeMinor: sum(before, collected),
    days: calendar.map((day) => {
      const of = now.filter((row) => row.day === day);
      return {
        day,
        collectedMinor: sum(of, collected),
        refundedMinor: sum(of, refunded),
        payments: of.reduce((count, row) => count + row.paid, 0),
      };
    }),
  };
}

function collected({ collectedMinor: amountMinor, currency, precision }: DayRow): Amount {
  return fromSum({ amountMinor, currency, precision });
}

function refunded({ refundedMinor: amountMinor, currency, precision }: DayRow): Amount {
  return fromSum({ amountMinor, currency, precision });
}

function byPayments(one: CurrencyOverview, other: CurrencyOverview): number {
  const payments = ({ days }: CurrencyOverview) => days.reduce((count, day) => count + day.payments, 0);
  return payments(other) - payments(one);
}

function rate(rows: readonly DayRow[]): SuccessRate {
  return {
    paid: rows.reduce((count, row) => count + row.paid, 0),
    tried: rows.reduce((count, row) => count + row.tried, 0),
  };
}

/** The calendar days of a range, oldest first, as "2026-11-21". */
function lastDays(now: Date, { days, timeZone }: GetOverview): string[] {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now);
  const last = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) =>
    new Date(last - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}
