import { z } from "zod";
import { isCurrency } from "@/lib/money/currencies";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";

export const TEXT_LENGTH_MAX = 255;
export const DESCRIPTION_LENGTH_MAX = 1_000;
export const IDEMPOTENCY_KEY_LENGTH_MAX = 255;

/** Text that says something, of at most `max` code points. */
export function text(max = TEXT_LENGTH_MAX) {
  return z
    .string()
    .meta({ minLength: 1, maxLength: max })
    .refine((value) => value.trim() !== "", { error: "is not allowed to be empty" })
    .refine(...atMost(max));
}

/** Text of at most `max` code points that may also be empty. */
export function textOrNothing(max: number) {
  return z
    .string()
    .meta({ maxLength: max })
    .refine(...atMost(max));
}

function atMost(max: number) {
  const fits = (value: string) => value.length <= max || [...value].length <= max;
  return [fits, { error: `length must be less than or equal to ${max} characters long` }] as const;
}

export const uuidField = z
  .string({ error: "must be a valid GUID" })
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, { error: "must be a valid GUID" })
  .meta({ format: "uuid", pattern: undefined })
  .transform((value) => value.toLowerCase());

export const currencyField = z
  .string()
  .meta({ pattern: "^[A-Z]{3}$" })
  .refine(isCurrency, { error: "must be a currency code of ISO 4217" });

const INTEGER_RULE = "must be an integer";

/** A JSON integer, exact whatever its size; within what the database keeps. */
export const integerField = z
  .union([z.int(), z.bigint()], { error: INTEGER_RULE })
  .transform(BigInt)
  .refine((value) => value <= AMOUNT_MINOR_MAX && value >= -AMOUNT_MINOR_MAX, {
    error: `must be at most ${AMOUNT_MINOR_MAX} either side of zero`,
  })
  .meta({ type: "integer", format: "int64" });

export const positiveIntegerField = integerField.meta({ minimum: 1 }).refine((value) => value > 0n, {
  error: "must be greater than 0",
});

export const nonNegativeIntegerField = integerField.meta({ minimum: 0 }).refine((value) => value >= 0n, {
  error: "must not be negative",
});

/** A small whole number within bounds, such as a number of days. */
export function count(min: number, max: number) {
  return z
    .int({ error: INTEGER_RULE })
    .meta({ minimum: min, maximum: max })
    .refine((value) => value >= min && value <= max, { error: `must be from ${min} to ${max}` });
}
