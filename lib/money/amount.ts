import { exponentOf } from "./currencies";
import { formatDecimal } from "./decimal";

/**
 * An amount with its unit: so many minor units of a currency, each 10 to the power of minus `precision` of it. A payment is
 * one, and so is whatever is shown as money. Two of one currency may count in different units: these functions alone add,
 * compare and sum them.
 */
export interface Amount {
  amountMinor: bigint;
  currency: string;
  precision: number;
}

/** An amount that counts in its currency's own minor units, as those of all doors but the connected one do. */
export function ofCurrency(amountMinor: bigint, currency: string): Amount {
  return { amountMinor, currency, precision: exponentOf(currency) };
}

/** A sum as PostgreSQL makes it of one currency and precision: as text, for it may be more than any one amount. */
export interface AmountSum {
  amountMinor: string;
  currency: string;
  precision: number;
}

export function fromSum({ amountMinor, currency, precision }: AmountSum): Amount {
  return { amountMinor: BigInt(amountMinor), currency, precision };
}

/** The sum, exactly. Throws a RangeError for two currencies. */
export function addAmounts(one: Amount, other: Amount): Amount {
  const [a, b] = inOneUnit(one, other);
  return { ...a, amountMinor: a.amountMinor + b.amountMinor };
}

/** The first less the second, exactly. Throws a RangeError for two currencies. */
export function subtractAmounts(one: Amount, other: Amount): Amount {
  return addAmounts(one, { ...other, amountMinor: -other.amountMinor });
}

/** For sorting: below zero where `one` is less, above where it is more. Throws a RangeError for two currencies. */
export function compareAmounts(one: Amount, other: Amount): number {
  const [a, b] = inOneUnit(one, other);
  if (a.amountMinor === b.amountMinor) return 0;
  return a.amountMinor < b.amountMinor ? -1 : 1;
}

/**
 * What amounts come to: one total for each currency, in the order they first appear, with the currency's own decimals or
 * as many more as it takes to be exact.
 */
export function totalsOf(amounts: Iterable<Amount>): Amount[] {
  const totals = new Map<string, Amount>();
  for (const amount of amounts) {
    const { amountMinor, currency, precision } = amount;
    const total = totals.get(currency);
    totals.set(currency, total ? addAmounts(total, amount) : { amountMinor, currency, precision });
  }
  return [...totals.values()].map((total) => inPrecision(total, precisionFor([total])));
}

/** The fewest decimals, but no fewer than the currency has, in which all of these amounts of one currency are exact. */
export function precisionFor(amounts: readonly Amount[]): number {
  return amounts.reduce((most, { amountMinor, currency, precision }) => {
    const decimals = /(\d*?)0*$/.exec(formatDecimal(amountMinor, precision).split(".")[1] ?? "")?.[1] ?? "";
    return Math.max(most, exponentOf(currency), decimals.length);
  }, 0);
}

/** The same amount counted in other units. Throws a RangeError where these cannot hold it exactly. */
export function inPrecision(amount: Amount, precision: number): Amount {
  const more = precision - amount.precision;
  if (more >= 0) return { ...amount, amountMinor: amount.amountMinor * 10n ** BigInt(more), precision };
  const unit = 10n ** BigInt(-more);
  if (amount.amountMinor % unit !== 0n)
    throw new RangeError(
      `${formatDecimal(amount.amountMinor, amount.precision)} has more decimals than ${precision}`,
    );
  return { ...amount, amountMinor: amount.amountMinor / unit, precision };
}

/** What `amount_order` of the database makes of an amount: in its currency's minor units, 10^18 of these to one. */
export function amountOrder({ amountMinor, currency, precision }: Amount): bigint {
  return amountMinor * 10n ** BigInt(ORDER_DECIMALS - precision + exponentOf(currency));
}

const ORDER_DECIMALS = 18;

function inOneUnit(one: Amount, other: Amount): [Amount, Amount] {
  if (one.currency !== other.currency)
    throw new RangeError(`${one.currency} and ${other.currency} do not add up`);
  const precision = Math.max(one.precision, other.precision);
  return [inPrecision(one, precision), inPrecision(other, precision)];
}
