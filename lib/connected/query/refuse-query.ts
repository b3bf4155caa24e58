import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { refuseField } from "@/lib/verb/problem";

/** Refuses the query as a whole. */
export function refuse(message: string): never {
  return refuseField("query", "invalid_value", message);
}

/** An integer of a query within what an amount can be. */
export function integerOf(key: string, value: unknown): bigint {
  if (typeof value !== "bigint" || value > AMOUNT_MINOR_MAX || value < -AMOUNT_MINOR_MAX)
    refuse(`${key} needs a JSON integer`);
  return value as bigint;
}
