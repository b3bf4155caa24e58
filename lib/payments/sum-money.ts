import { type Amount, fromSum, inPrecision, precisionFor } from "@/lib/money/amount";
import type { MoneyMoved } from "./money-moved";

/** The parts of what moved, each summed by itself. */
export const MONEY_MEASURES = [
  "collectedMinor",
  "refundedMinor",
  "disputedMinor",
  "returnedMinor",
  "paidOutMinor",
] as const satisfies readonly (keyof MoneyMoved)[];

type Measure = (typeof MONEY_MEASURES)[number];

/** What moved in one currency and precision, as PostgreSQL sums it. */
export interface MoneyRow extends Record<Measure, string> {
  currency: string;
  precision: number;
}

/** The fewest decimals in which all rows of one currency are exact. */
export function precisionOfMoney(rows: readonly MoneyRow[]): number {
  return precisionFor(rows.flatMap((row) => MONEY_MEASURES.map((measure) => amountOf(row, measure))));
}

/** The sum of rows of one currency, counted with `precision` decimals, in which all of them are exact. */
export function sumMoney(rows: readonly MoneyRow[], precision: number): MoneyMoved {
  const sum = (measure: Measure) =>
    rows.reduce((total, row) => total + inPrecision(amountOf(row, measure), precision).amountMinor, 0n);
  return {
    collectedMinor: sum("collectedMinor"),
    refundedMinor: sum("refundedMinor"),
    disputedMinor: sum("disputedMinor"),
    returnedMinor: sum("returnedMinor"),
    paidOutMinor: sum("paidOutMinor"),
  };
}

function amountOf(row: MoneyRow, measure: Measure): Amount {
  return fromSum({ amountMinor: row[measure], currency: row.currency, precision: row.precision });
}
