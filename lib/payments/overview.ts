import { z } from "zod";
import { onReplica } from "@/lib/db/replicas";
import { query } from "@/lib/db/sql";
import { type Deadline, deadlineAt } from "@/lib/deadline";
import {
  OVERVIEW_ATTENTION,
  type OverviewAttentionRow,
} from "@/lib/generated/sql/payments/overview-attention";
import { OVERVIEW_FAILURES } from "@/lib/generated/sql/payments/overview-failures";
import { OVERVIEW_MONEY, type OverviewMoneyRow } from "@/lib/generated/sql/payments/overview-money";
import { OVERVIEW_RECENT } from "@/lib/generated/sql/payments/overview-recent";
import { OVERVIEW_RECOVERED } from "@/lib/generated/sql/payments/overview-recovered";
import { OVERVIEW_SUCCESS, type OverviewSuccessRow } from "@/lib/generated/sql/payments/overview-success";
import { type Amount, fromSum, totalsOf } from "@/lib/money/amount";
import { type CalendarDay, lastDays } from "@/lib/search/days";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { PaymentRow } from "./listing/read-page";
import type { MoneyMoved } from "./money-moved";
import { UNKNOWN_PATIENCE_MS } from "./search";
import { MONEY_MEASURES, precisionOfMoney, sumMoney } from "./sum-money";

/** The ranges the overview can show, in days, today included. */
export const OVERVIEW_DAYS = [7, 30, 90] as const;
export type OverviewDays = (typeof OVERVIEW_DAYS)[number];

/** The two ways to read a day's money: when it moved, or when the payment was made that it belongs to. */
export const OVERVIEW_BASES = ["event", "payment"] as const;
export type OverviewBasis = (typeof OVERVIEW_BASES)[number];

/** What may be asked for alone where a deployment moves real money and has tests too. */
export const OVERVIEW_MODES = ["not_test", "test"] as const;
export type OverviewMode = (typeof OVERVIEW_MODES)[number];

/** Counts of what needs a person stop here, and say so. */
export const ATTENTION_COUNT_MAX = 999;

const RECENT_PAYMENTS = 8;

export const GetOverview = z.object({
  days: z.literal(OVERVIEW_DAYS),
  /** Where a day begins: the reader's zone. */
  timeZone: z.string(),
  /** Money is counted on the day it moved, or all of it on the day its payment was made. */
  basis: z.enum(OVERVIEW_BASES),
  /** One merchant's payments alone. What needs a person is told of every merchant the reader may see, all the same. */
  merchantId: z.uuid().nullish(),
  /** Tests alone, or all but tests; both unless given. What needs a person is told of both. */
  mode: z.enum(OVERVIEW_MODES).nullish(),
});
export type GetOverview = z.infer<typeof GetOverview>;

/** What happened in one currency, all of it counted with `precision` decimals. */
export interface CurrencyOverview extends MoneyMoved {
  currency: string;
  precision: number;
  /** Collected in as many days before. */
  collectedBeforeMinor: bigint;
  /** What of it retries of failed payments collected, with decimals of its own; null where none did. */
  recovered: Amount | null;
  days: DayOfMoney[];
}

/** One day's money; `payments` are those whose money arrived. */
export interface DayOfMoney extends MoneyMoved {
  day: string;
  payments: number;
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
  /**
   * Only what there is something of; a count above ATTENTION_COUNT_MAX is capped to one more. `respondBy`: the first
   * deadline ahead, else the last that has passed; `undated`: how many have none that was told.
   */
  attention: { reason: AttentionReason; count: number; respondBy: Deadline | null; undated: number }[];
  recent: PaymentRow[];
}

/** Volume, success, failures and what needs a person, over whole days of the reader's zone up to now. */
export async function getOverview({ ctx, input }: { ctx: Ctx; input: GetOverview }): Promise<Overview> {
  authorize(ctx, "payments:read");
  const bound = merchantBound(ctx.actor);
  const merchantId = bound ?? input.merchantId ?? null;
  if (input.merchantId && input.merchantId !== merchantId)
    throw new Refused({ code: "not_found", object: "merchant", id: input.merchantId });
  const { days, timeZone, basis, mode = null } = input;
  const calendar = lastDays(ctx.now, 2 * days, timeZone);
  const [before, shown] = [calendar.slice(0, days), calendar.slice(days)];
  const since = beginOf(shown);
  const range = { now: ctx.now, merchantId, mode };
  const startedBefore = new Date(ctx.now.getTime() - UNKNOWN_PATIENCE_MS);
  const read = () =>
    Promise.all([
      query(OVERVIEW_MONEY, { ...range, spans: spansOf(before, shown), byPayment: basis === "payment" }),
      query(OVERVIEW_RECOVERED, { ...range, since, byPayment: basis === "payment" }),
      query(OVERVIEW_SUCCESS, { ...range, since, sinceBefore: beginOf(before) }),
      query(OVERVIEW_FAILURES, { ...range, since }),
      query(OVERVIEW_ATTENTION, {
        limit: ATTENTION_COUNT_MAX + 1,
        startedBefore,
        merchantId: bound,
        now: ctx.now,
      }),
      query(OVERVIEW_RECENT, { limit: RECENT_PAYMENTS, merchantId, mode }),
    ]);
  const [money, recovered, success, failures, attention, recent] = await onReplica(read);
  return {
    currencies: byCurrency(money, totalsOf(recovered.map(fromSum)), shown),
    success: rate(success, false),
    successBefore: rate(success, true),
    failures,
    attention: attention
      .filter(({ count }) => count > 0)
      .map((each) => ({ ...each, respondBy: deadlineAt(each.respondBy, ctx.now) })),
    recent,
  };
}

/** One day, in one currency and precision. `before` marks the range the present one is compared with. */
type DayRow = OverviewMoneyRow;

function byCurrency(
  rows: readonly DayRow[],
  recovered: readonly Amount[],
  calendar: readonly CalendarDay[],
): CurrencyOverview[] {
  const currencies = new Set(rows.map((row) => row.currency));
  const all = Array.from(currencies, (currency) =>
    toCurrency(
      currency,
      rows.filter((row) => row.currency === currency),
      recovered.find((each) => each.currency === currency) ?? null,
      calendar,
    ),
  );
  return all.filter(hasMoved).sort(byPayments);
}

function toCurrency(
  currency: string,
  rows: readonly DayRow[],
  recovered: Amount | null,
  calendar: readonly CalendarDay[],
): CurrencyOverview {
  const precision = precisionOfMoney(rows);
  const now = rows.filter((row) => !row.before);
  return {
    currency,
    precision,
    ...sumMoney(now, precision),
    collectedBeforeMinor: sumMoney(
      rows.filter((row) => row.before),
      precision,
    ).collectedMinor,
    recovered,
    days: calendar.map(({ day }) => {
      const of = now.filter((row) => row.day === day);
      return { day, ...sumMoney(of, precision), payments: of.reduce((sum, row) => sum + row.payments, 0) };
    }),
  };
}

function hasMoved({ days }: CurrencyOverview): boolean {
  return days.some((day) => day.payments !== 0 || MONEY_MEASURES.some((measure) => day[measure] !== 0n));
}

function byPayments(one: CurrencyOverview, other: CurrencyOverview): number {
  const payments = ({ days }: CurrencyOverview) => days.reduce((count, day) => count + day.payments, 0);
  return payments(other) - payments(one) || (one.currency < other.currency ? -1 : 1);
}

function rate(rows: readonly OverviewSuccessRow[], before: boolean): SuccessRate {
  const row = rows.find((each) => each.before === before);
  return { paid: row?.paid ?? 0, tried: row?.tried ?? 0 };
}

/** What is summed by itself: each day that is shown, and the days before it as one. */
function spansOf(before: readonly CalendarDay[], shown: readonly CalendarDay[]) {
  const earlier = { since: beginOf(before), until: beginOf(shown) };
  return [{ day: null, ...earlier, before: true }, ...shown.map((each) => ({ ...each, before: false }))];
}

function beginOf([first]: readonly CalendarDay[]): Date {
  if (!first) throw new RangeError("a range has at least one day");
  return first.since;
}
