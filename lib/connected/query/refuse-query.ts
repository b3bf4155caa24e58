import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { refuseField } from "@/lib/verb/problem";

/** Refuses the query as a whole. */
export function refuseQuery(message: string): never {
  return refuseField("query", "invalid_value", message);
}

/** An integer of a query within what an amount can be. */
export function integerOf(key: string, value: unknown): bigint {
  const isInteger = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!isInteger) return refuseQuery(`${key} needs a JSON integer`);
  const integer = BigInt(value as bigint | number);
  return integer <= AMOUNT_MINOR_MAX && integer >= -AMOUNT_MINOR_MAX
    ? integer
    : refuseQuery(`${key} must be at most ${AMOUNT_MINOR_MAX} either side of zero`);
}
