import { amountOrder } from "@/lib/money/amount";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";

/** The precisions that currencies have: the index on amounts answers for each. The migration `amount_ranges` has them too. */
const CURRENCY_PRECISIONS = [0, 2, 3, 4];

const DECIMALS_MAX = 18;

/** From and to, in whole units of whatever currency, as plain decimals; either may be absent. */
export interface AmountRange {
  min?: string | undefined;
  max?: string | undefined;
}

/**
 * The condition that a payment `p` began with an amount in the range: of one currency, whose amounts an index has in order in
 * whatever precision, or whatever its currency. `value` binds a parameter.
 */
export function amountRangeCondition(
  range: AmountRange,
  value: (given: unknown) => string,
  [currency, another]: readonly string[] = [],
): string {
  if (currency === undefined || another !== undefined) return inAnyCurrency(range, value);
  const order = "amount_order(p.initial_amount_minor, p.currency, p.precision)";
  const bound = (decimal: string) => {
    const amount = { amountMinor: scaled(decimal), currency, precision: DECIMALS_MAX };
    return `${value(amountOrder(amount).toString())}::numeric`;
  };
  const parts = [];
  if (range.min !== undefined) parts.push(`${order} >= ${bound(range.min)}`);
  if (range.max !== undefined) parts.push(`${order} <= ${bound(range.max)}`);
  return `(${parts.join(" AND ")})`;
}

function inAnyCurrency({ min, max }: AmountRange, value: (given: unknown) => string): string {
  const lowest = min === undefined ? null : scaled(min);
  const highest = max === undefined ? null : scaled(max);
  const within = CURRENCY_PRECISIONS.map((precision) => {
    const unit = 10n ** BigInt(DECIMALS_MAX - precision);
    const from = lowest === null ? null : (lowest + unit - 1n) / unit;
    const to = highest === null ? null : highest / unit;
    if (from !== null && from > AMOUNT_MINOR_MAX) return null;
    const parts = [`p.precision = ${precision}`];
    if (from !== null) parts.push(`p.initial_amount_minor >= ${value(from.toString())}::bigint`);
    if (to !== null) parts.push(`p.initial_amount_minor <= ${value(smaller(to).toString())}::bigint`);
    return parts.join(" AND ");
  });
  const others = [`p.precision NOT IN (${CURRENCY_PRECISIONS.join(", ")})`];
  if (min !== undefined)
    others.push(`p.initial_amount_minor >= ${value(min)}::numeric * 10::numeric ^ p.precision`);
  if (max !== undefined)
    others.push(`p.initial_amount_minor <= ${value(max)}::numeric * 10::numeric ^ p.precision`);
  const arms = [...within, others.join(" AND ")].flatMap((arm) => (arm === null ? [] : [`(${arm})`]));
  return `(${arms.join(" OR ")})`;
}

function scaled(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(DECIMALS_MAX, "0"));
}

function smaller(amountMinor: bigint): bigint {
  return amountMinor < AMOUNT_MINOR_MAX ? amountMinor : AMOUNT_MINOR_MAX;
}
